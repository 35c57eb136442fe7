import { tidy, transpose, type Tensor4D } from '@tensorflow/tfjs-core';

import { correlate } from './correlate.ts';
import { dilate } from './dilate.ts';
import { convGeometry, type ConvOptions } from './geometry.ts';
import { padOrCrop } from './padOrCrop.ts';
import { requireShape } from './requireShape.ts';

/**
 * ∂L/∂K[a,b] = Σ G[r,c] · X[rs+ad−p, cs+bd−p], summed over positions and the batch: the valid
 * cross-correlation of the padded input with the upstream gradient dilated by the stride. The
 * layer's own dilation d becomes the stride of that correlation. Chapter conv-kernel-gradient.
 * x [N,H,W,Cin], upstreamGradient G [N,H',W',Cout] → [K₁,K₂,Cin,Cout]. Throws on other shapes.
 */
export function kernelGradient(
  x: Tensor4D,
  upstreamGradient: Tensor4D,
  kernelSize: [number, number],
  options: ConvOptions = {},
): Tensor4D {
  const [n, h, w] = x.shape;
  const { pads, stride, dilation, outputSize, dropped } = convGeometry([h, w], kernelSize, options);
  requireShape('an upstream gradient', upstreamGradient.shape, [n, ...outputSize, -1]);
  return tidy(() => {
    // Rows that the floor dropped met no kernel, so they have no say: crop them.
    const seen = padOrCrop(x, {
      ...pads,
      bottom: pads.bottom - dropped[0],
      right: pads.right - dropped[1],
    });
    const dilatedGradient = dilate(upstreamGradient, stride, 1);

    // conv2d sums over channels; here the sum runs over the batch, so the two change places.
    const batchAsChannels = transpose(seen, [3, 1, 2, 0]); // [Cin, H, W, N]
    const gradientAsKernel = transpose(dilatedGradient, [1, 2, 0, 3]); // [sH'−s+1, sW'−s+1, N, Cout]
    const gradient = correlate(batchAsChannels, gradientAsKernel, dilation); // [Cin, K₁, K₂, Cout]
    return transpose(gradient, [1, 2, 0, 3]);
  });
}
