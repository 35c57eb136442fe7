import { tidy } from '@tensorflow/tfjs-core';

import { kernelGradient } from '../conv/kernelGradient.ts';
import { naiveForward } from '../conv/naive.ts';
import { centralDifferences, largestDifference } from '../gradientCheck.ts';
import { toTensor } from '../grid.ts';
import { randomLayer } from '../randomLayer.ts';
import { differentiateByTape } from '../tapeConvolution.ts';
import type { CheckResult } from './context.ts';

/** ∂L/∂K = X ⋆ G for stride 1 and one channel, taken at its word: the forward pass, with G as kernel. */
export default async function check({ seed }: { seed: number }): Promise<CheckResult> {
  const { x, kernel, g, kernelSize, description, loss } = randomLayer(seed);
  const [, rows, columns] = g.shape;
  const correlation = naiveForward(x, { ...g, shape: [rows, columns, 1, 1] });
  const fast = tidy(() => kernelGradient(toTensor(x), toTensor(g), kernelSize).dataSync());

  const largest = Math.max(1, ...correlation.values.map(Math.abs));
  const size = correlation.shape.slice(1, 3).join('×');
  return {
    statement: `∂L/∂K = X ⋆ G, of size ${size}, for ${description}`,
    rows: [
      {
        label: 'X ⋆ G and automatic differentiation',
        value: largestDifference(correlation.values, differentiateByTape(x, kernel, g).kernel),
        tolerance: 1e-12 * largest,
      },
      {
        label: 'X ⋆ G and central differences',
        value: largestDifference(correlation.values, centralDifferences(loss, kernel.values, 1)),
        tolerance: 1e-11 * largest,
      },
      {
        label: 'X ⋆ G and the page’s code, in 32 bits',
        value: largestDifference(correlation.values, fast),
        tolerance: 1e-5 * largest,
      },
    ],
  };
}
