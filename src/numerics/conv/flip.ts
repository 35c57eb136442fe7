import { reverse, transpose, type Tensor4D } from '@tensorflow/tfjs-core';

/**
 * Turns the kernel by half a turn: flipped[a,b] = K[K₁−1−a, K₂−1−b], channels untouched.
 * Correlating with the flipped kernel is true convolution with the kernel.
 */
export function flip(kernel: Tensor4D): Tensor4D {
  return reverse(kernel, [0, 1]);
}

/** Lets the kernel read output channels: [K₁,K₂,Cin,Cout] → [K₁,K₂,Cout,Cin]. */
export function swapChannels(kernel: Tensor4D): Tensor4D {
  return transpose(kernel, [0, 1, 3, 2]);
}
