import { tensor4d, type Tensor4D } from '@tensorflow/tfjs-core';

/** Pixels of a side of the images that the networks take. */
const SIDE = 32;

/**
 * Pixels from 0 to 255 of RGB images of 32×32, one after the other → u [N,32,32,3], from 0 to 1.
 * Throws when they are no whole number of images.
 */
export function unitImages(pixels: ArrayLike<number>): Tensor4D {
  const n = pixels.length / (SIDE * SIDE * 3);
  if (!Number.isInteger(n)) {
    throw new Error(`Expected RGB images of ${SIDE}×${SIDE}, found ${pixels.length} numbers.`);
  }
  return tensor4d(
    Float32Array.from(pixels, (value) => value / 255),
    [n, SIDE, SIDE, 3],
  );
}
