import {
  add,
  conv2d,
  conv2dTranspose,
  fused,
  type Tensor1D,
  type Tensor4D,
} from '@tensorflow/tfjs-core';

import { fusedRectifier } from './relu.ts';

/** z = x ⋆ K + b. Kernel [K₁,K₂,Cin,Cout], bias [Cout]. */
export interface Convolution {
  readonly type: 'conv';
  readonly kernel: Tensor4D;
  readonly bias: Tensor1D;
  readonly stride: number;
  readonly padding: 'same' | 'valid';
}

/** x [N,H,W,Cin] → z [N,H',W',Cout]. */
export function convolve({ kernel, bias, stride, padding }: Convolution, x: Tensor4D): Tensor4D {
  const correlation = conv2d(x, kernel, stride, padding);
  const z = add<Tensor4D>(correlation, bias);
  correlation.dispose();
  return z;
}

/** ReLU(x ⋆ K + b) in one pass over the memory; z itself is never stored. */
export function convolveAndRectify(
  { kernel, bias, stride, padding }: Convolution,
  x: Tensor4D,
  ceiling?: number,
): Tensor4D {
  return fused.conv2d({
    x,
    filter: kernel,
    bias,
    strides: stride,
    pad: padding,
    activation: fusedRectifier(ceiling),
  });
}

/**
 * ∂s/∂x = G * K, the transposed convolution of the upstream gradient G = ∂s/∂z [N,H',W',Cout]
 * (chapter conv-input-gradient; on wasm a forward convolution with the flipped kernel, which is
 * kept with the weights). `inputShape` is that of x.
 */
export function convolveBackward(
  { kernel, stride, padding }: Convolution,
  upstreamGradient: Tensor4D,
  inputShape: Tensor4D['shape'],
): Tensor4D {
  return conv2dTranspose(upstreamGradient, kernel, inputShape, stride, padding);
}
