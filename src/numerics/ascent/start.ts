import { tensor4d, type Tensor4D } from '@tensorflow/tfjs-core';

import { normal } from '../normal.ts';
import { mulberry32 } from '../random.ts';

/**
 * Where a climb begins, in units of the preprocessed image (−1 black, 0 middle grey, 1 white for
 * the book's networks): one colour everywhere; independent normal numbers; a picture's values.
 */
export type Start =
  | { kind: 'colour'; colour: readonly number[] }
  | { kind: 'noise'; sigma: number; seed: number }
  | { kind: 'picture'; values: ArrayLike<number> };

/** The first image, [1,H,W,C]. Throws when a picture or a colour has another number of values. */
export function startImage(
  start: Start,
  [h, w, c]: readonly [height: number, width: number, channels: number],
): Tensor4D {
  const shape: Tensor4D['shape'] = [1, h, w, c];
  const size = h * w * c;
  if (start.kind === 'noise') {
    const draw = normal(mulberry32(start.seed));
    return tensor4d(
      Float32Array.from({ length: size }, () => start.sigma * draw()),
      shape,
    );
  }
  const given = start.kind === 'picture' ? start.values : start.colour;
  const expected = start.kind === 'picture' ? size : c;
  if (given.length !== expected) {
    throw new Error(`Expected ${expected} values to start from, found ${given.length}.`);
  }
  return tensor4d(
    Float32Array.from({ length: size }, (_, i) => given[i % expected] ?? 0),
    shape,
  );
}
