import {
  dispose,
  div,
  matMul,
  mean,
  sub,
  tensor2d,
  tidy,
  type Tensor2D,
} from '@tensorflow/tfjs-core';

import { centredProducts } from '../embedding/centredProducts.ts';
import { principalPlane } from '../embedding/principalPlane.ts';
import { normal } from '../normal.ts';
import { mulberry32 } from '../random.ts';
import { randomWhole } from '../randomArray.ts';
import { symmetricEigenvalues } from '../symmetricEigenvalues.ts';
import type { CheckResult } from './context.ts';

/** The largest variance along a direction is the covariance's largest eigenvalue, and next to it. */
export default async function check({ seed }: { seed: number }): Promise<CheckResult> {
  const random = mulberry32(seed);
  const draw = normal(random);
  const n = randomWhole(random, 20, 40);
  const d = randomWhole(random, 3, 6);
  // Stretched by another factor along each axis, so that there are first axes to find.
  const values = Float32Array.from({ length: n * d }, (_, at) => (1 + (at % d)) * draw());
  const found = tidy(() => {
    const points = tensor2d(values, [n, d]);
    const centred = sub<Tensor2D>(points, mean(points, 0, true));
    return {
      products: centredProducts(points),
      covariance: div<Tensor2D>(matMul(centred, centred, true), n),
    };
  });
  const [products, covariance] = [found.products, found.covariance].map((tensor) =>
    Float64Array.from(tensor.dataSync()),
  );
  dispose(found);
  if (!products || !covariance) throw new Error('Expected two matrices.');
  const { scores, shares } = principalPlane(products, n);
  const [second = 0, first = 0] = symmetricEigenvalues(covariance).slice(-2);
  const total = covariance.reduce((sum, value, at) => (at % (d + 1) === 0 ? sum + value : sum), 0);
  const variance = (axis: 0 | 1) =>
    scores.reduce((sum, score, at) => (at % 2 === axis ? sum + (score * score) / n : sum), 0);

  // No direction does better: try many.
  let best = 0;
  for (let attempt = 0; attempt < 500; attempt++) {
    const w = Array.from({ length: d }, draw);
    const squares = w.reduce((sum, value) => sum + value * value, 0);
    let along = 0;
    w.forEach((wi, i) =>
      w.forEach((wj, j) => (along += (wi * (covariance[i * d + j] ?? 0) * wj) / squares)),
    );
    best = Math.max(best, along);
  }
  const tolerance = 1e-5 * first;
  return {
    statement: `${n} random points in ${d} dimensions. The best of 500 random directions has ${((100 * best) / first).toFixed(1)} % of the variance of the first axis`,
    rows: [
      {
        label: 'variance of the first score, and the largest eigenvalue of C',
        value: Math.abs(variance(0) - first),
        tolerance,
      },
      {
        label: 'variance of the second score, and the next eigenvalue',
        value: Math.abs(variance(1) - second),
        tolerance,
      },
      {
        label: 'share of the first axis, and its eigenvalue over the trace',
        value: Math.abs(shares[0] - first / total),
        tolerance: 1e-5,
      },
      {
        label: 'what any other direction has more than the first axis',
        value: Math.max(0, best - first),
        tolerance,
      },
    ],
  };
}
