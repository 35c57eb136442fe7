import { tidy } from '@tensorflow/tfjs-core';

import { kernelGradient } from '../conv/kernelGradient.ts';
import { naiveKernelGradient, type Array4D } from '../conv/naive.ts';
import { centralDifferences, largestDifference } from '../gradientCheck.ts';
import { toTensor } from '../grid.ts';
import { randomLayer } from '../randomLayer.ts';
import { differentiateByTape } from '../tapeConvolution.ts';
import type { CheckResult } from './context.ts';

/** Each pair of channels is the plain theorem, summed over the batch. */
export default async function check({ seed }: { seed: number }): Promise<CheckResult> {
  const range = { stride: 2, padding: 1, dilation: 2, channels: 3, batch: 3 };
  const { x, kernel, g, kernelSize, options, description, loss } = randomLayer(seed, range);
  const [k1, k2, cin, cout] = kernel.shape;
  const summed = new Float64Array(kernel.values.length);
  for (let n = 0; n < x.shape[0]; n++) {
    for (let i = 0; i < cin; i++) {
      for (let o = 0; o < cout; o++) {
        const pair = naiveKernelGradient(plane(x, n, i), plane(g, n, o), kernelSize, options);
        pair.values.forEach((value, tap) => {
          const at = (tap * cin + i) * cout + o;
          summed[at] = (summed[at] ?? Number.NaN) + value;
        });
      }
    }
  }
  const fast = tidy(() => kernelGradient(toTensor(x), toTensor(g), kernelSize, options).dataSync());
  const largest = Math.max(1, ...summed.map(Math.abs));
  return {
    statement: `${cout}×${cin} pairs of ${k1}×${k2}, each a sum over the batch, for ${description}`,
    rows: [
      {
        label: 'sum over the batch, pair by pair, and automatic differentiation',
        value: largestDifference(summed, differentiateByTape(x, kernel, g, options).kernel),
        tolerance: 1e-12 * largest,
      },
      {
        label: 'the same and central differences',
        value: largestDifference(summed, centralDifferences(loss, kernel.values, 1)),
        tolerance: 1e-11 * largest,
      },
      {
        label: 'the same and one correlation with batch and channels exchanged, in 32 bits',
        value: largestDifference(summed, fast),
        tolerance: 1e-5 * largest,
      },
    ],
  };
}

/** One channel of one image. */
function plane({ shape, values }: Array4D, n: number, channel: number): Array4D {
  const [, h, w, channels] = shape;
  return {
    shape: [1, h, w, 1],
    values: Float64Array.from(
      { length: h * w },
      (_, at) => values[(n * h * w + at) * channels + channel] ?? Number.NaN,
    ),
  };
}
