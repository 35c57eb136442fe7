import { reverse, slice, tidy, transpose, type Tensor4D } from '@tensorflow/tfjs-core';

import { correlate } from './conv/correlate.ts';
import { convGeometry, type ConvOptions } from './conv/geometry.ts';
import { kernelGradient } from './conv/kernelGradient.ts';
import { padOrCrop } from './conv/padOrCrop.ts';

/** The ways to get a kernel gradient wrong that chapter conv-kernel-gradient tries out. */
export const kernelMistakes = ['turned', 'no-holes'] as const;
export type KernelMistake = (typeof kernelMistakes)[number];

/**
 * `kernelGradient` with one thing changed: `turned` correlates with G turned by half a turn;
 * `no-holes` leaves out the zeros that the stride puts between the entries of G, and crops the
 * larger result to K₁×K₂. Shapes as in `kernelGradient`.
 */
export function mistakenKernelGradient(
  mistake: KernelMistake,
  x: Tensor4D,
  upstreamGradient: Tensor4D,
  kernelSize: [number, number],
  options: ConvOptions = {},
): Tensor4D {
  if (mistake === 'turned') {
    return tidy(() => kernelGradient(x, reverse(upstreamGradient, [1, 2]), kernelSize, options));
  }
  const { pads, dilation } = convGeometry([x.shape[1], x.shape[2]], kernelSize, options);
  return tidy(() => {
    const batchAsChannels = transpose(padOrCrop(x, pads), [3, 1, 2, 0]);
    const gradientAsKernel = transpose(upstreamGradient, [1, 2, 0, 3]);
    const gradient = correlate(batchAsChannels, gradientAsKernel, dilation);
    const [cin, , , cout] = gradient.shape;
    const cropped = slice(gradient, [0, 0, 0, 0], [cin, ...kernelSize, cout]);
    return transpose(cropped, [1, 2, 0, 3]);
  });
}
