import { add, concat, pad, slice, tidy, type Tensor4D } from '@tensorflow/tfjs-core';

import type { Pads } from '../../conv/geometry.ts';

/**
 * A margin around the maps that continues them from their other side, as if left and right, top and
 * bottom, were joined. A convolution without padding after it is a circular one.
 */
export interface CircularPadding {
  readonly type: 'circularPadding';
  readonly pads: Pads;
}

const [ROWS, COLUMNS] = [1, 2] as const;

/** x [N,H,W,C] → [N, H+top+bottom, W+left+right, C]. Throws on a margin wider than the maps. */
export function padCircularly({ pads }: { pads: Pads }, x: Tensor4D): Tensor4D {
  const { top, bottom, left, right } = pads;
  return tidy(() => continued(continued(x, ROWS, top, bottom), COLUMNS, left, right));
}

/** The adjoint: what lands in the margin goes to the place that it was copied from. */
export function padCircularlyBackward({ pads }: { pads: Pads }, upstream: Tensor4D): Tensor4D {
  const { top, bottom, left, right } = pads;
  return tidy(() => folded(folded(upstream, COLUMNS, left, right), ROWS, top, bottom));
}

type Axis = typeof ROWS | typeof COLUMNS;

function continued(x: Tensor4D, axis: Axis, before: number, after: number): Tensor4D {
  const size = x.shape[axis];
  if (before > size || after > size) {
    throw new Error(`Expected a circular margin of at most ${size}, found ${before} and ${after}.`);
  }
  const parts = [x];
  if (before > 0) parts.unshift(part(x, axis, size - before, before));
  if (after > 0) parts.push(part(x, axis, 0, after));
  return parts.length === 1 ? x.clone() : concat(parts, axis);
}

function folded(g: Tensor4D, axis: Axis, before: number, after: number): Tensor4D {
  const size = g.shape[axis] - before - after;
  let sum = part(g, axis, before, size);
  if (before > 0) sum = add(sum, spread(part(g, axis, 0, before), axis, size - before, 0));
  if (after > 0) sum = add(sum, spread(part(g, axis, before + size, after), axis, 0, size - after));
  return sum;
}

/** Some rows or columns. */
function part(x: Tensor4D, axis: Axis, first: number, count: number): Tensor4D {
  const [begin, size] = [[0, 0, 0, 0], [...x.shape]];
  begin[axis] = first;
  size[axis] = count;
  return slice(x, begin, size);
}

/** The same with zeros before and after. */
function spread(x: Tensor4D, axis: Axis, before: number, after: number): Tensor4D {
  return pad(x, [
    [0, 0],
    axis === ROWS ? [before, after] : [0, 0],
    axis === COLUMNS ? [before, after] : [0, 0],
    [0, 0],
  ]);
}
