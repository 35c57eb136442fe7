import { tidy } from '@tensorflow/tfjs-core';

import { totalVariation } from '../ascent/totalVariation.ts';
import { centralDifferences, largestDifference } from '../gradientCheck.ts';
import { toTensor } from '../grid.ts';
import { normal } from '../normal.ts';
import { mulberry32 } from '../random.ts';
import { randomArray, randomWhole } from '../randomArray.ts';
import type { CheckResult } from './context.ts';

/**
 * TV's subgradient counts the neighbours below a pixel's value less those above it: by that count,
 * by the book's code, and by central differences, on an image without equal neighbours.
 */
export default function check({ seed }: { seed: number }): Promise<CheckResult> {
  const random = mulberry32(seed);
  const [h, w] = [randomWhole(random, 3, 8), randomWhole(random, 3, 8)];
  const image = randomArray([1, h, w, 1], normal(random));
  const beside = (i: number) => {
    const [row, column] = [Math.floor(i / w), i % w];
    return [
      ...(row > 0 ? [i - w] : []),
      ...(row + 1 < h ? [i + w] : []),
      ...(column > 0 ? [i - 1] : []),
      ...(column + 1 < w ? [i + 1] : []),
    ];
  };
  const at = (x: Float64Array, i: number) => x[i] ?? Number.NaN;
  // Every pair is met twice.
  const variation = (x: Float64Array) =>
    x.reduce(
      (sum, value, i) =>
        sum + beside(i).reduce((part, j) => part + Math.abs(value - at(x, j)) / 2, 0),
      0,
    );
  const counted = image.values.map((value, i) =>
    beside(i).reduce((sum, j) => sum + Math.sign(value - at(image.values, j)), 0),
  );
  const found = tidy(() => {
    const { value, gradient } = totalVariation(toTensor(image));
    return { value: value.dataSync()[0] ?? Number.NaN, gradient: gradient.dataSync() };
  });
  const gaps = [...image.values].flatMap((value, i) =>
    beside(i).map((j) => Math.abs(value - at(image.values, j))),
  );
  const h0 = Math.min(1e-4, Math.min(...gaps) / 4); // no pair changes its order on the way
  const total = variation(image.values);
  return Promise.resolve({
    statement: `an image of ${h}×${w} with TV ${total.toPrecision(4)}`,
    rows: [
      {
        label: 'its total variation, by loops and by the page’s code',
        value: Math.abs(total - found.value),
        tolerance: 1e-5 * total,
      },
      {
        label: 'neighbours below less neighbours above, and the page’s code',
        value: largestDifference(counted, found.gradient),
        tolerance: 0,
      },
      {
        label: 'the count, and central differences',
        value: largestDifference(counted, centralDifferences(variation, image.values, h0)),
        tolerance: Math.max(1e-7, (1e-15 * total) / h0),
      },
    ],
  });
}
