import { pad, reshape, slice, tidy, type Tensor4D } from '@tensorflow/tfjs-core';

import { dilatedSize } from './geometry.ts';

/**
 * Puts step − 1 zeros between neighbours along two axes of x. `firstAxis` is 1 for images
 * [N,H,W,C] and 0 for kernels [K₁,K₂,Cin,Cout]; the second axis is the next one.
 */
export function dilate(x: Tensor4D, step: [number, number], firstAxis: 0 | 1): Tensor4D {
  return tidy(() => dilateAxis(dilateAxis(x, step[0], firstAxis), step[1], firstAxis + 1));
}

function dilateAxis(x: Tensor4D, step: number, axis: number): Tensor4D {
  const n = x.shape[axis] ?? 1;
  if (step === 1 || n === 1) return x;
  const before = product(x.shape.slice(0, axis));
  const after = product(x.shape.slice(axis + 1));
  // Each entry along the axis becomes the first of a group of `step`; the last group ends early.
  const groups = pad(reshape(x, [before, n, 1, after]), [
    [0, 0],
    [0, 0],
    [0, step - 1],
    [0, 0],
  ]);
  const size = dilatedSize(n, step);
  const dilated = slice(
    reshape(groups, [before, n * step, after]),
    [0, 0, 0],
    [before, size, after],
  );
  return reshape(dilated, x.shape.with(axis, size) as Tensor4D['shape']);
}

function product(sizes: number[]): number {
  return sizes.reduce((total, size) => total * size, 1);
}
