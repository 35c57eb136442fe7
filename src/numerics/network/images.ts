import { reshape, tensor4d, tidy, transpose, type Tensor4D } from '@tensorflow/tfjs-core';

import type { Picture } from '../images/picture.ts';
import type { Manifest } from './manifest.ts';

/**
 * Images as the network takes them, x = value / divideBy + add for each entry. Pixels 0 to 255 of
 * images of H×W, RGB, one after the other → [N,H,W,3].
 * Throws when the pixels are no whole number of such images.
 */
export function preprocess(
  { input }: Pick<Manifest, 'input'>,
  pixels: ArrayLike<number>,
  [h, w]: readonly [number, number],
): Tensor4D {
  const { divideBy, add } = input.preprocessing;
  const n = pixels.length / (h * w * 3);
  if (!Number.isInteger(n)) {
    throw new Error(`Expected RGB images of ${h}×${w}, found ${pixels.length} numbers.`);
  }
  return tensor4d(
    Float32Array.from(pixels, (value) => value / divideBy + add),
    [n, h, w, 3],
  );
}

/**
 * One image of the network's own size, preprocessed likewise but not yet a tensor: a picture to be
 * scaled and turned before the network sees it. Throws when the pixels are not those of one image.
 */
export function pictureOf({ input }: Pick<Manifest, 'input'>, pixels: ArrayLike<number>): Picture {
  const [height, width, channels] = input.shape;
  if (pixels.length !== height * width * channels) {
    throw new Error(`Expected an RGB image of ${height}×${width}, found ${pixels.length} numbers.`);
  }
  const { divideBy, add } = input.preprocessing;
  const values = Float32Array.from(pixels, (value) => value / divideBy + add);
  return { height, width, channels, values };
}

/**
 * N images side by side, `columns` in a row: [N,H,W,C] → [1, N/columns · H, columns · W, C]. For
 * fully convolutional networks. Units whose receptive field crosses a seam see two images there,
 * where alone they would see padding.
 */
export function mosaic(images: Tensor4D, columns: number): Tensor4D {
  const [n, h, w, c] = images.shape;
  const rows = n / columns;
  if (!Number.isInteger(rows)) {
    throw new Error(`Expected full rows of ${columns} images, found ${n} images.`);
  }
  return tidy(() => {
    // Lines of an image lie together; a mosaic's line runs through all images of a row.
    const lines = transpose(reshape(images, [rows, columns, h, w * c]), [0, 2, 1, 3]);
    return reshape(lines, [1, rows * h, columns * w, c]);
  });
}
