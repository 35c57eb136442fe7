import { dispose, tensor1d, tensor4d } from '@tensorflow/tfjs-core';

import { steepest } from '../adversarial/ball.ts';
import { lossGradient } from '../adversarial/classifier.ts';
import { centralDifferences, largestDifference } from '../gradientCheck.ts';
import { changeWeights } from '../network/changeWeights.ts';
import { disposeNetwork } from '../network/network.ts';
import { normal } from '../normal.ts';
import { mulberry32 } from '../random.ts';
import { randomArray, randomWhole } from '../randomArray.ts';
import { naiveLoss, type NaiveWeights } from '../training/naiveLoss.ts';
import { saveWeights } from '../training/savedWeights.ts';
import { smallNetwork } from '../training/smallNetwork.ts';
import type { CheckResult } from './context.ts';

/** Side of the image, in pixels. */
const SIDE = 4;
/** Other perturbations that are tried. */
const OTHERS = 1000;
/** How far an entry is moved: hardly ever a unit crosses the kink of its ReLU. */
const STEP = 1e-7;

/** Of all δ in the cube, ε sign g gains most in the linearised loss, and it gains ε‖g‖₁. */
export default async function check({ seed }: { seed: number }): Promise<CheckResult> {
  const random = mulberry32(seed);
  const classes = randomWhole(random, 2, 4);
  const epsilon = 0.01 + 0.1 * random();
  const x = randomArray([1, SIDE, SIDE, 3], normal(random));
  const label = randomWhole(random, 0, classes - 1);

  const fresh = smallNetwork({ widths: [3, 4], classes }, seed);
  // Without biases, a place that sees nothing but zeros would sit on the kink of its ReLU.
  const network = changeWeights(fresh, ({ kernel, bias }) => ({
    kernel,
    bias: tensor1d(Float32Array.from({ length: bias.shape[0] }, () => random() - 0.5)),
  }));
  disposeNetwork(fresh);
  const image = tensor4d(Float32Array.from(x.values), x.shape);
  const { loss, gradient } = lossGradient({ network, scale: 1, shift: 0 }, image, [label]);
  const direction = steepest(gradient, { norm: 'linf', radius: epsilon });
  const g = Float64Array.from(await gradient.data());
  const signs = Float64Array.from(await direction.data());
  const weights = await saveWeights(network);
  dispose([image, loss, gradient, direction]);
  disposeNetwork(network);

  const convolutions = [1, 2].map((i) => {
    const { kernel, bias } = weights[`conv${i}`] ?? {};
    const shape = kernel?.shape as [number, number, number, number];
    return {
      kernel: { shape, values: Float64Array.from(kernel?.values ?? []) },
      bias: bias?.values ?? [],
    };
  });
  const dense: NaiveWeights['dense'] = {
    kernel: weights.logits?.kernel.values ?? [],
    bias: weights.logits?.bias.values ?? [],
  };
  const lossAt = (values: Float64Array) =>
    naiveLoss({ convolutions, dense }, { ...x, values }, [label]);

  const ofLength = (delta: (i: number) => number) =>
    g.reduce((sum, value, i) => sum + value * delta(i), 0);
  const most = epsilon * g.reduce((sum, value) => sum + Math.abs(value), 0);
  const signed = ofLength((i) => epsilon * (signs[i] ?? 0));
  let best = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < OTHERS; i++) {
    best = Math.max(
      best,
      ofLength(() => epsilon * (2 * random() - 1)),
    );
  }
  const along = (t: number) =>
    lossAt(Float64Array.from(x.values, (value, i) => value + t * (signs[i] ?? 0)));
  const rate = (along(STEP) - along(-STEP)) / (2 * STEP);
  return {
    statement: `an image of ${SIDE}×${SIDE}, two convolutions, ${classes} classes, ε = ${epsilon.toFixed(3)}`,
    rows: [
      {
        label: 'g on the way back, and central differences',
        value: largestDifference(g, centralDifferences(lossAt, x.values, STEP)),
        tolerance: 1e-5,
      },
      {
        label: 'gᵀδ for δ = ε sign g, and ε‖g‖₁',
        value: Math.abs(signed - most),
        tolerance: 1e-12,
      },
      {
        label: `by how much the best of ${OTHERS} other δ beats it`,
        value: Math.max(0, best - most),
        tolerance: 1e-12,
      },
      {
        label: 'how fast the loss rises along sign g, and ‖g‖₁',
        value: Math.abs(rate - most / epsilon),
        tolerance: 1e-4,
      },
    ],
  };
}
