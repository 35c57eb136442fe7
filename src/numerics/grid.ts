import { tensor4d, type Tensor4D } from '@tensorflow/tfjs-core';

import type { Array4D } from './conv/naive.ts';

/** The grids that a reader edits: one image, one channel, row by row. */
export type Grid = number[][];

/** A grid as an image [1,H,W,1]. */
export function imageOf(grid: Grid): Array4D {
  return { shape: [1, grid.length, grid[0]?.length ?? 0, 1], values: flat(grid) };
}

/** A grid as a kernel [K₁,K₂,1,1]. */
export function kernelOf(grid: Grid): Array4D {
  return { shape: [grid.length, grid[0]?.length ?? 0, 1, 1], values: flat(grid) };
}

/** A row-major list as a grid of the given width. */
export function gridOf(values: ArrayLike<number>, width: number): Grid {
  return Array.from({ length: values.length / width }, (_, r) =>
    Array.from({ length: width }, (_, c) => values[r * width + c] ?? Number.NaN),
  );
}

/** The same numbers in the float32 of the backend. The caller disposes it, or tidies. */
export function toTensor({ shape, values }: Array4D): Tensor4D {
  return tensor4d(Float32Array.from(values), shape);
}

/** Σ aᵢbᵢ, in float64. */
export function innerProduct(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += (a[i] ?? Number.NaN) * (b[i] ?? Number.NaN);
  return sum;
}

function flat(grid: Grid): Float64Array {
  return Float64Array.from(grid.flat());
}
