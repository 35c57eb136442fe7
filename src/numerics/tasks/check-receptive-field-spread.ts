import { mul, tidy } from '@tensorflow/tfjs-core';

import { convGeometry } from '../conv/geometry.ts';
import { naiveForward, type Array4D } from '../conv/naive.ts';
import { centralDifferences, largestDifference } from '../gradientCheck.ts';
import { pathShares, pathVariance } from '../influence.ts';
import { describeTaps, randomTaps } from '../randomTaps.ts';
import { mulberry32 } from '../random.ts';
import { kernelOfOnes, sensitivityOfStack } from '../sensitivityOfStack.ts';
import type { CheckResult } from './context.ts';

/** With equal weights a unit's sensitivity is the share of ways to each pixel, of variance Σ (dj)²(k²−1)/12. */
export default async function checkSpread({ seed }: { seed: number }): Promise<CheckResult> {
  const taps = randomTaps(mulberry32(seed), 3);
  const shares = pathShares(taps);
  const r = shares.length;
  const layers = taps.map(({ kernel, stride, dilation }) => ({ kernel, stride, dilation }));

  const carried = tidy(() =>
    sensitivityOfStack(
      layers.map(({ kernel, ...options }) => ({
        kernel: mul(kernelOfOnes(kernel), 1 / kernel ** 2),
        options,
      })),
      [r, r],
      [0, 0],
    ).dataSync(),
  );
  const product = Float64Array.from(
    { length: r * r },
    (_, i) => (shares[Math.floor(i / r)] ?? 0) * (shares[i % r] ?? 0),
  );
  // Along one axis in float64, from the definition of the layers alone.
  const line = (x: Float64Array) => {
    let maps: Array4D = { shape: [1, 1, r, 1], values: x };
    for (const { kernel, stride, dilation } of layers) {
      const values = new Float64Array(kernel).fill(1 / kernel);
      const options = {
        stride: [1, stride] as [number, number],
        dilation: [1, dilation] as [number, number],
      };
      convGeometry([1, maps.shape[2]], [1, kernel], options);
      maps = naiveForward(maps, { shape: [1, kernel, 1, 1], values }, options);
    }
    return maps.values[0] ?? Number.NaN;
  };
  const nudged = centralDifferences(line, new Float64Array(r));
  const middle = (r - 1) / 2;
  const variance = shares.reduce((sum, share, at) => sum + share * (at - middle) ** 2, 0);
  const expected = pathVariance(taps);
  return {
    statement: `A random chain of means, ${describeTaps(taps)}, r = ${r}`,
    rows: [
      {
        label: 'change of the unit when each pixel is nudged, against its share of the ways',
        value: largestDifference(nudged, shares),
        tolerance: 1e-9,
      },
      {
        label: 'sensitivity carried down through the layers, against the product of two shares',
        value: largestDifference(carried, product),
        tolerance: 1e-6,
      },
      {
        label: 'variance of the shares, against the sum over the layers',
        value: Math.abs(variance - expected),
        tolerance: 1e-9 * Math.max(1, expected),
      },
      { label: 'the shares add up to 1', value: Math.abs(sumOf(shares) - 1), tolerance: 1e-12 },
    ],
  };
}

function sumOf(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value, 0);
}
