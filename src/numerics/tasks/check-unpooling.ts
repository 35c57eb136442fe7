import { tidy } from '@tensorflow/tfjs-core';

import { centralDifferences, largestDifference } from '../gradientCheck.ts';
import { innerProduct, toTensor } from '../grid.ts';
import { maxPool, throughSwitches, type MaxPool } from '../network/layers/maxPool.ts';
import { normal } from '../normal.ts';
import { mulberry32 } from '../random.ts';
import { randomArray, randomWhole } from '../randomArray.ts';
import type { CheckResult } from './context.ts';

/**
 * Unpooling by switches is Pᵀ for the matrix P of zeros and ones that pooling of this picture was:
 * y = P x, P Pᵀ = 1, and Pᵀ R is the gradient of ⟨R, y⟩.
 */
export default function check({ seed }: { seed: number }): Promise<CheckResult> {
  const random = mulberry32(seed);
  const draw = normal(random);
  const layer: MaxPool = { type: 'maxPool', size: randomWhole(random, 2, 3) };
  const { size } = layer;
  const [rows, columns] = [randomWhole(random, 1, 4), randomWhole(random, 1, 4)];
  const width = columns * size;
  const shape: [number, number, number, number] = [1, rows * size, width, 1];
  const [x, other] = [randomArray(shape, draw), randomArray(shape, draw)];
  const signal = randomArray([1, rows, columns, 1], draw);

  /** The places of each window in reading order of the windows, as indices of x. */
  const windows = Array.from({ length: rows * columns }, (_, i) => {
    const [top, left] = [size * Math.floor(i / columns), size * (i % columns)];
    return Array.from(
      { length: size * size },
      (_, k) => (top + Math.floor(k / size)) * width + left + (k % size),
    );
  });
  const valueOf = (values: ArrayLike<number>, i: number) => values[i] ?? Number.NaN;
  const pooled = (values: ArrayLike<number>) =>
    windows.map((places) => Math.max(...places.map((i) => valueOf(values, i))));
  // One 1 in each row of P: at the place of the maximum.
  const winners = windows.map((places) =>
    places.reduce((best, i) => (valueOf(x.values, i) > valueOf(x.values, best) ? i : best)),
  );
  const timesP = (values: ArrayLike<number>) => winners.map((i) => valueOf(values, i));
  const timesPTransposed = (values: ArrayLike<number>) => {
    const spread = new Float64Array(x.values.length);
    winners.forEach((i, window) => (spread[i] = valueOf(values, window)));
    return spread;
  };
  const found = tidy(() => {
    const [image, r] = [toTensor(x), toTensor(signal)];
    const y = maxPool(layer, image);
    return { y: y.dataSync(), back: throughSwitches(layer, r, image, y).dataSync() };
  });
  const scale = Math.max(1, ...Array.from(signal.values, Math.abs));
  const row = (label: string, value: number, tolerance = 1e-6 * scale) => ({
    label,
    value,
    tolerance,
  });
  const byDifferences = centralDifferences(
    (values) => innerProduct(pooled(values), signal.values),
    x.values,
    1e-6,
  );
  const back = timesPTransposed(signal.values);
  return Promise.resolve({
    statement: `a map of ${rows * size}×${width}, windows of ${size}×${size}: P has ${rows * columns} rows and ${x.values.length} columns`,
    rows: [
      row('y of the network, and P x', largestDifference(found.y, timesP(x.values)), 1e-5),
      row('unpooling of the network, and Pᵀ R', largestDifference(found.back, back)),
      row('P Pᵀ R, and R', largestDifference(timesP(back), signal.values)),
      row(
        '⟨P v, R⟩ and ⟨v, Pᵀ R⟩, for another picture v',
        Math.abs(
          innerProduct(timesP(other.values), signal.values) - innerProduct(other.values, back),
        ),
      ),
      row('Pᵀ R, and central differences of ⟨R, y⟩', largestDifference(back, byDifferences), 1e-6),
    ],
  });
}
