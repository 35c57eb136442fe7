import {
  add,
  depthwiseConv2d,
  DepthwiseConv2dNativeBackpropInput,
  engine,
  fused,
  type Tensor1D,
  type Tensor4D,
} from '@tensorflow/tfjs-core';

import { fusedRectifier } from './relu.ts';

/**
 * z_{cM+m} = x_c ⋆ K_{c,m} + b_{cM+m}: every channel meets its own M kernels and no other channel.
 * Kernel [K₁,K₂,C,M], bias [C·M].
 */
export interface DepthwiseConvolution {
  readonly type: 'depthwiseConv';
  readonly kernel: Tensor4D;
  readonly bias: Tensor1D;
  readonly stride: number;
  readonly padding: 'same' | 'valid';
}

/** x [N,H,W,C] → z [N,H',W',C·M]. */
export function convolveDepthwise(
  { kernel, bias, stride, padding }: DepthwiseConvolution,
  x: Tensor4D,
): Tensor4D {
  const correlation = depthwiseConv2d(x, kernel, stride, padding);
  const z = add<Tensor4D>(correlation, bias);
  correlation.dispose();
  return z;
}

/** ReLU(z) in one pass over the memory; z itself is never stored. */
export function convolveDepthwiseAndRectify(
  { kernel, bias, stride, padding }: DepthwiseConvolution,
  x: Tensor4D,
  ceiling?: number,
): Tensor4D {
  return fused.depthwiseConv2d({
    x,
    filter: kernel,
    bias,
    strides: stride,
    pad: padding,
    activation: fusedRectifier(ceiling),
  });
}

/**
 * ∂s/∂x_c = Σ_m G_{cM+m} * K_{c,m}, the transposed convolution of each channel on its own; G =
 * ∂s/∂z [N,H',W',C·M], `inputShape` that of x. The plain form is `conv/depthwise.ts`; on wasm the
 * book's own kernel does it, for the backend has none.
 */
export function convolveDepthwiseBackward(
  { kernel, stride, padding }: DepthwiseConvolution,
  upstreamGradient: Tensor4D,
  inputShape: Tensor4D['shape'],
): Tensor4D {
  return engine().runKernel(
    DepthwiseConv2dNativeBackpropInput,
    { dy: upstreamGradient, filter: kernel },
    { strides: [stride, stride], pad: padding, dilations: [1, 1], inputShape },
  );
}
