import { add, tensor4d, tidy } from '@tensorflow/tfjs-core';

import { backwardSignal } from '../attribution/gradient.ts';
import { centralDifferences, largestDifference } from '../gradientCheck.ts';
import { toTensor } from '../grid.ts';
import { disposeNetwork, lastPlace } from '../network/network.ts';
import { randomStack, type StackLayer } from '../network/randomStack.ts';
import { scalarValue } from '../network/scalarValue.ts';
import { channelMean } from '../network/scalars.ts';
import { normal } from '../normal.ts';
import { mulberry32 } from '../random.ts';
import { randomArray } from '../randomArray.ts';
import type { CheckResult } from './context.ts';

const [SIDE, CHANNELS, COPIES] = [5, 6, 24];
/** How far a pixel is moved, and what ReLUs that switch meanwhile may make of it. */
const [STEP, SWITCHES] = [1 / 256, 0.05];
const DRAWS = 4000;

/**
 * The mean of the gradients at noisy copies is the gradient of the mean score of such copies, for
 * any set of copies; and a ReLU's slope, blurred by a Gaussian of deviation σ, is Φ(z/σ).
 */
export default function check({ seed }: { seed: number }): Promise<CheckResult> {
  const draw = normal(mulberry32(seed));
  const conv: StackLayer = { type: 'conv', kernel: 3, stride: 1, dilation: 1 };
  const network = randomStack([conv, conv], { channels: CHANNELS, inputs: 1, seed });
  const picture = randomArray([1, SIDE, SIDE, 1], draw);
  const scalar = channelMean(lastPlace(network), 0);
  const noise = Float32Array.from({ length: COPIES * SIDE * SIDE }, () => 0.5 * draw());
  const found = tidy(() => {
    const around = tensor4d(noise, [COPIES, SIDE, SIDE, 1]);
    const slopes = backwardSignal({
      network,
      x: add(toTensor(picture), around),
      scalar,
    }).dataSync<'float32'>();
    const mean = new Float64Array(SIDE * SIDE);
    slopes.forEach((slope, i) => {
      const pixel = i % mean.length;
      mean[pixel] = (mean[pixel] ?? 0) + slope / COPIES;
    });
    const blurred = (at: Float64Array) =>
      tidy(() => {
        const copies = add(tensor4d(Float32Array.from(at), [1, SIDE, SIDE, 1]), around);
        const scores = scalarValue(network, copies as typeof around, scalar).dataSync<'float32'>();
        return scores.reduce((sum, score) => sum + score / COPIES, 0);
      });
    return {
      mean: [...mean],
      differences: [...centralDifferences(blurred, picture.values, STEP)],
    };
  });
  disposeNetwork(network);

  const [z, sigma] = [draw(), 0.5 + Math.abs(draw())];
  let on = 0;
  for (let i = 0; i < DRAWS; i++) if (z + sigma * draw() > 0) on += 1 / DRAWS;
  const half = normalShare(z / sigma);
  const scale = Math.max(...found.mean.map(Math.abs));
  return Promise.resolve({
    statement: `${COPIES} noisy copies of a picture of ${SIDE}×${SIDE} pixels, two random layers; and a ReLU at z = ${z.toPrecision(2)} under noise of ${sigma.toPrecision(2)}, whose blurred slope is ${half.toPrecision(2)}`,
    rows: [
      {
        label: 'the mean of the gradients, and central differences of the mean score',
        value: largestDifference(found.mean, found.differences),
        tolerance: SWITCHES * scale,
      },
      {
        label: `Φ(z/σ), and the share of ${DRAWS} draws for which the ReLU is on`,
        value: Math.abs(on - half),
        tolerance: 4.5 * Math.sqrt(0.25 / DRAWS),
      },
    ],
  });
}

/** Φ(t), the share of a standard normal number that is less than t, by the trapezium rule. */
function normalShare(t: number): number {
  const [from, steps] = [-8, 4000];
  const width = (Math.min(8, t) - from) / steps;
  const density = (u: number) => Math.exp((-u * u) / 2) / Math.sqrt(2 * Math.PI);
  let sum = (density(from) + density(from + steps * width)) / 2;
  for (let i = 1; i < steps; i++) sum += density(from + i * width);
  return sum * width;
}
