import {
  add,
  mul,
  reshape,
  sum,
  tidy,
  transpose,
  type Tensor1D,
  type Tensor4D,
} from '@tensorflow/tfjs-core';

import { correlate } from './correlate.ts';
import { dilate } from './dilate.ts';
import { flip } from './flip.ts';
import { padOrCrop } from './padOrCrop.ts';

/** Z = X ⋆ₛ K + b, with no padding. Kernel [K₁,K₂,Cin,Cout], bias [Cout], stride s. */
export interface LinearLayer {
  kernel: Tensor4D;
  bias: Tensor1D;
  stride: number;
}

/**
 * The one layer that does what two do in a row, with nothing between them: its kernel is the full,
 * true convolution of the two kernels, summed over the channels between; a stride of the first
 * spreads the taps of the second. [K₁+s(L₁−1), …, Cin, Cout]; the strides multiply.
 * Chapter layer-sequencing.
 */
export function fuse(first: LinearLayer, second: LinearLayer): LinearLayer {
  return tidy(() => {
    const spread = dilate(second.kernel, [first.stride, first.stride], 0);
    const [k1, k2] = spread.shape;
    // Full: every overlap of the kernels counts. The channels of X wait where images do.
    const pads = { top: k1 - 1, bottom: k1 - 1, left: k2 - 1, right: k2 - 1 };
    const padded = padOrCrop(transpose(first.kernel, [2, 0, 1, 3]), pads);
    // True convolution: correlation with the flipped kernel.
    const full = correlate(padded, flip(spread));

    const seen = mul(second.kernel, reshape(first.bias, [1, 1, -1, 1]));
    return {
      kernel: transpose(full, [1, 2, 0, 3]),
      bias: add<Tensor1D>(second.bias, sum(seen, [0, 1, 2])),
      stride: first.stride * second.stride,
    };
  });
}
