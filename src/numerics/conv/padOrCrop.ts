import { pad, slice, tidy, type Tensor4D } from '@tensorflow/tfjs-core';

import type { Pads } from './geometry.ts';

/**
 * Zeros around the images x [N,H,W,C]; a negative count crops that side instead.
 * Padding comes first, so a crop may reach into the zeros of the other side.
 */
export function padOrCrop(x: Tensor4D, pads: Pads): Tensor4D {
  const { top, bottom, left, right } = pads;
  const [n, h, w, c] = x.shape;
  const size: Tensor4D['shape'] = [n, h + top + bottom, w + left + right, c];
  return tidy(() => {
    const grown = [top, bottom, left, right].some((count) => count > 0)
      ? pad(x, [[0, 0], positive(top, bottom), positive(left, right), [0, 0]])
      : x;
    if (![top, bottom, left, right].some((count) => count < 0)) return grown;
    return slice(grown, [0, Math.max(0, -top), Math.max(0, -left), 0], size);
  });
}

function positive(before: number, after: number): [number, number] {
  return [Math.max(0, before), Math.max(0, after)];
}
