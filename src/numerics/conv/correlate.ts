import { conv2d, depthwiseConv2d, type Tensor4D } from '@tensorflow/tfjs-core';

/**
 * x ⋆ₛ kernel: valid cross-correlation with stride s, the one operation that forward pass,
 * kernel gradient and input gradient are all made of. No flip, no padding.
 * x [N,H,W,Cin], kernel [K₁,K₂,Cin,Cout] → [N,H',W',Cout].
 */
export function correlate(
  x: Tensor4D,
  kernel: Tensor4D,
  stride: [number, number] = [1, 1],
): Tensor4D {
  return conv2d(x, kernel, stride, 'valid');
}

/**
 * The same with no sum over channels: each of the C channels has M kernels of its own.
 * x [N,H,W,C], kernel [K₁,K₂,C,M] → [N,H',W',C·M].
 */
export function correlateDepthwise(
  x: Tensor4D,
  kernel: Tensor4D,
  stride: [number, number] = [1, 1],
): Tensor4D {
  return depthwiseConv2d(x, kernel, stride, 'valid');
}
