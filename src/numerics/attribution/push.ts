import { tensor4d, type Tensor4D } from '@tensorflow/tfjs-core';

/**
 * Copies of one image x [1,H,W,C], in the i-th of which every pixel of the set is brighter by
 * `amounts[i]` (all its colours alike) and no other is changed: [N,H,W,C]. `set` has an entry a pixel,
 * not 0 for those of the set. Nothing is cut off at white or black.
 */
export function pushed(x: Tensor4D, set: ArrayLike<number>, amounts: readonly number[]): Tensor4D {
  const [, h, w, c] = x.shape;
  if (x.shape[0] !== 1 || set.length !== h * w) {
    throw new Error(`Expected one image and a set of its ${h * w} pixels, found ${set.length}.`);
  }
  const image = x.dataSync();
  const copies = new Float32Array(amounts.length * image.length);
  amounts.forEach((amount, i) => {
    image.forEach((value, entry) => {
      const step = set[Math.floor(entry / c)] ? amount : 0;
      copies[i * image.length + entry] = value + step;
    });
  });
  return tensor4d(copies, [amounts.length, h, w, c]);
}

/**
 * What Taylor's formula, first order, says of such a push: the sum of the slopes over the set, times
 * the amount. A pixel's slope is the sum of the gradient over its colours.
 */
export function foretold(
  slopes: ArrayLike<number>,
  set: ArrayLike<number>,
  amount: number,
): number {
  let sum = 0;
  for (let i = 0; i < slopes.length; i++) if (set[i]) sum += slopes[i] ?? 0;
  return amount * sum;
}
