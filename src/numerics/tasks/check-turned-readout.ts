import {
  abs,
  add,
  dispose,
  matMul,
  max,
  mul,
  relu,
  sub,
  tensor2d,
  tidy,
  transpose,
  type Tensor2D,
} from '@tensorflow/tfjs-core';

import { normal } from '../normal.ts';
import { mulberry32 } from '../random.ts';
import { randomWhole } from '../randomArray.ts';
import { turnedBasis } from '../turning/turnedBasis.ts';
import type { CheckResult } from './context.ts';

/** (WQᵀ)(Qφ) = Wφ for every orthogonal Q; with a ReLU in between it is not. */
export default async function check({ seed }: { seed: number }): Promise<CheckResult> {
  const random = mulberry32(seed);
  const draw = normal(random);
  const d = 2 * randomWhole(random, 4, 64);
  const [classes, images] = [randomWhole(random, 2, 10), 20];
  const angle = (Math.PI / 2) * random();
  const found = tidy(() => {
    const numbers = (rows: number, columns: number): Tensor2D =>
      tensor2d(Float32Array.from({ length: rows * columns }, draw), [rows, columns]);
    const q = tensor2d(turnedBasis(d, angle, seed), [d, d]);
    const identity = matMul<Tensor2D>(q, q, true);
    const ones = Float32Array.from({ length: d * d }, (_, at) => (at % (d + 1) === 0 ? 1 : 0));
    const diagonal = tensor2d(
      ones.map((one) => one * Math.cos(angle)),
      [d, d],
    );
    // Columns of φ are images, as in the formula.
    const [w, phi] = [numbers(classes, d), relu(numbers(d, images))];
    const scores = matMul<Tensor2D>(w, phi);
    const [turnedWeights, turnedUnits] = [matMul(w, q, false, true), matMul(q, phi)];
    const largest = (a: Tensor2D, b: Tensor2D) => max(abs(sub(a, b)));
    return {
      orthogonal: largest(identity, tensor2d(ones, [d, d])),
      // The part of Q that is not skew: cos θ · I.
      sameAngle: largest(mul<Tensor2D>(add(q, transpose(q)), 0.5), diagonal),
      scores: largest(matMul(turnedWeights, turnedUnits), scores),
      rectified: largest(matMul(turnedWeights, relu(turnedUnits)), scores),
      scale: max(abs(scores)),
    };
  });
  const [orthogonal, sameAngle, scores, rectified, scale] = await Promise.all(
    [found.orthogonal, found.sameAngle, found.scores, found.rectified, found.scale].map(
      async (tensor) => (await tensor.data())[0] ?? Number.NaN,
    ),
  );
  dispose(found);
  const degrees = ((180 * angle) / Math.PI).toFixed(0);
  return {
    statement: `${d} units turned by ${degrees}°, ${classes} classes, ${images} vectors φ ≥ 0, scores up to ${(scale ?? 0).toFixed(1)}. With a ReLU behind Q they would be wrong by up to ${(rectified ?? 0).toFixed(1)}`,
    rows: [
      { label: 'QᵀQ, and I', value: orthogonal ?? Number.NaN, tolerance: 1e-5 },
      {
        label: 'cosine of every unit with its old self, and cos θ',
        value: sameAngle ?? Number.NaN,
        tolerance: 1e-6,
      },
      {
        label: '(WQᵀ)(Qφ), and Wφ',
        value: scores ?? Number.NaN,
        tolerance: 1e-5 * (scale ?? 0) + 1e-5,
      },
    ],
  };
}
