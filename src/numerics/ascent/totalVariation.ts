import {
  abs,
  add,
  mul,
  pad,
  sign,
  slice,
  sub,
  sum,
  tidy,
  type Tensor1D,
  type Tensor4D,
} from '@tensorflow/tfjs-core';

import type { Slope } from './objective.ts';

/**
 * TV(x) = Σ |x_{i+1,j} − x_{ij}| + |x_{i,j+1} − x_{ij}| over each image of [N,H,W,C] and all its
 * channels (the anisotropic total variation), and a subgradient: every difference gives its sign to
 * its later pixel and the opposite to the earlier one; a difference of 0 gives 0.
 */
export function totalVariation(x: Tensor4D): Slope {
  return tidy(() => {
    const [down, across] = [along(x, 1), along(x, 2)];
    return {
      value: add<Tensor1D>(down.value, across.value),
      gradient: add<Tensor4D>(down.gradient, across.gradient),
    };
  });
}

/** The part of the differences along one axis. */
function along(x: Tensor4D, axis: 1 | 2): Slope {
  const difference = sub(part(x, axis, 1), part(x, axis, 0));
  const signs = sign(difference);
  const padded = (before: number, after: number) =>
    pad(
      signs,
      [0, 1, 2, 3].map((each) => (each === axis ? [before, after] : [0, 0])) as [number, number][],
    );
  return {
    value: sum<Tensor1D>(abs(difference), [1, 2, 3]),
    gradient: sub<Tensor4D>(padded(1, 0), padded(0, 1)),
  };
}

/** All but one line: from the second (`from` 1) or up to the last but one (`from` 0). */
function part(x: Tensor4D, axis: 1 | 2, from: 0 | 1): Tensor4D {
  const [begin, size] = [[0, 0, 0, 0], [...x.shape]];
  begin[axis] = from;
  size[axis] = x.shape[axis] - 1;
  return slice(x, begin, size);
}

/** ‖x‖² and its gradient 2x. */
export function squaredLength(x: Tensor4D): Slope {
  return tidy(() => ({
    value: sum<Tensor1D>(mul(x, x), [1, 2, 3]),
    gradient: mul<Tensor4D>(x, 2),
  }));
}

/** The differences that TV(x) adds up for one image: TV divided by it is their mean. */
export function neighbours(height: number, width: number, channels: number): number {
  return channels * ((height - 1) * width + height * (width - 1));
}
