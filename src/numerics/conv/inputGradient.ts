import { tidy, type Tensor4D } from '@tensorflow/tfjs-core';

import { correlate } from './correlate.ts';
import { dilate } from './dilate.ts';
import { flip, swapChannels } from './flip.ts';
import { convGeometry, type ConvOptions } from './geometry.ts';
import { padOrCrop } from './padOrCrop.ts';
import { requireShape } from './requireShape.ts';

/**
 * ∂L/∂X = G * K, summed over output channels: the full
 * convolution of G, with s − 1 zeros between its entries, and
 * the kernel; as a correlation, with the flipped kernel after
 * padding by d(K−1) − p. Chapter conv-input-gradient.
 * upstreamGradient G [N,H',W',Cout], kernel [K₁,K₂,Cin,Cout]
 * → [N,H,W,Cin]. Throws on other shapes.
 */
export function inputGradient(
  upstreamGradient: Tensor4D,
  kernel: Tensor4D,
  inputSize: [number, number],
  options: ConvOptions = {},
): Tensor4D {
  const [k1, k2, , cout] = kernel.shape;
  const geometry = convGeometry(inputSize, [k1, k2], options);
  const { pads, stride, dilation, dropped } = geometry;
  const expected = [-1, ...geometry.outputSize, cout];
  const found = upstreamGradient.shape;
  requireShape('an upstream gradient', found, expected);
  const reach1 = geometry.dilatedKernelSize[0] - 1; // d(K₁−1)
  const reach2 = geometry.dilatedKernelSize[1] - 1; // d(K₂−1)
  return tidy(() => {
    const spread = dilate(upstreamGradient, stride, 1);
    // Forward padding beyond the kernel's reach makes these
    // counts negative: a crop.
    const full = padOrCrop(spread, {
      top: reach1 - pads.top,
      bottom: reach1 - pads.bottom + dropped[0],
      left: reach2 - pads.left,
      right: reach2 - pads.right + dropped[1],
    });
    const flipped = flip(dilate(kernel, dilation, 0));
    return correlate(full, swapChannels(flipped));
  });
}
