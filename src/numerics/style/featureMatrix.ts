import { reshape, tidy, transpose, type Tensor2D, type Tensor4D } from '@tensorflow/tfjs-core';

/**
 * The features F of one image's maps [1,H,W,N] as a matrix [N,M], M = H·W: a row a channel, a column
 * a position, row by row. Throws when there are several images.
 */
export function featureMatrix(maps: Tensor4D): Tensor2D {
  return tidy(() => transpose(columnsOf(maps)));
}

/** Fᵀ [M,N], which is how maps lie in memory: a row a position. */
export function columnsOf(maps: Tensor4D): Tensor2D {
  const [n, height, width, channels] = maps.shape;
  if (n !== 1) throw new Error(`Expected the maps of one image, found those of ${n}.`);
  return reshape(maps, [height * width, channels]);
}
