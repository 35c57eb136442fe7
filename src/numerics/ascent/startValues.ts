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

/**
 * The numbers of the first image, [H,W,C] row by row. Throws when a picture or a colour has another
 * number of values.
 */
export function startValues(
  start: Start,
  [h, w, c]: readonly [height: number, width: number, channels: number],
): Float32Array<ArrayBuffer> {
  const size = h * w * c;
  if (start.kind === 'noise') {
    const draw = normal(mulberry32(start.seed));
    return Float32Array.from({ length: size }, () => start.sigma * draw());
  }
  const given = start.kind === 'picture' ? start.values : start.colour;
  const expected = start.kind === 'picture' ? size : c;
  if (given.length !== expected) {
    throw new Error(`Expected ${expected} values to start from, found ${given.length}.`);
  }
  return Float32Array.from({ length: size }, (_, i) => given[i % expected] ?? 0);
}
