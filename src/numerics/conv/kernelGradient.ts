import { tidy, transpose, type Tensor4D } from '@tensorflow/tfjs-core';

import { correlate } from './correlate.ts';
import { dilate } from './dilate.ts';
import { convGeometry, type ConvOptions } from './geometry.ts';
import { padOrCrop } from './padOrCrop.ts';
import { requireShape } from './requireShape.ts';

/**
 * ∂L/∂K[a,b] = Σ G[r,c] · X[rs+ad−p, cs+bd−p] over places
 * and batch: the valid cross-correlation of the padded input
 * with G spread out by the stride. The layer's own dilation d
 * is its step. Chapter conv-kernel-gradient. x [N,H,W,Cin],
 * upstreamGradient G [N,H',W',Cout] → [K₁,K₂,Cin,Cout].
 * Throws on other shapes.
 */
export function kernelGradient(
  x: Tensor4D,
  upstreamGradient: Tensor4D,
  kernelSize: [number, number],
  options: ConvOptions = {},
): Tensor4D {
  const [n, h, w] = x.shape;
  const layer = convGeometry([h, w], kernelSize, options);
  const { pads, stride, dilation, dropped } = layer;
  const expected = [n, ...layer.outputSize, -1];
  const found = upstreamGradient.shape;
  requireShape('an upstream gradient', found, expected);
  return tidy(() => {
    // Rows that the floor dropped met no kernel: crop them.
    const seen = padOrCrop(x, {
      ...pads,
      bottom: pads.bottom - dropped[0],
      right: pads.right - dropped[1],
    });
    const spread = dilate(upstreamGradient, stride, 1);

    // conv2d sums over channels; here the batch is summed,
    // so the two change places.
    const image = transpose(seen, [3, 1, 2, 0]);
    const kernel = transpose(spread, [1, 2, 0, 3]);
    const gradient = correlate(image, kernel, dilation);
    return transpose(gradient, [1, 2, 0, 3]);
  });
}
