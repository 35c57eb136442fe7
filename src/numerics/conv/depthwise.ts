import { reshape, sum, tidy, transpose, type Tensor4D } from '@tensorflow/tfjs-core';

import { correlateDepthwise } from './correlate.ts';
import { dilate } from './dilate.ts';
import { flip } from './flip.ts';
import { convGeometry, type ConvOptions } from './geometry.ts';
import { padOrCrop } from './padOrCrop.ts';
import { requireShape } from './requireShape.ts';

/**
 * Depthwise layer: channel c meets its own M kernels and no other channel,
 * Y_{cM+m} = X_c ⋆ K_{c,m}. x [N,H,W,C], kernel [K₁,K₂,C,M] → [N,H',W',C·M].
 * Throws on channels that differ and on what `convGeometry` refuses.
 */
export function depthwiseForward(
  x: Tensor4D,
  kernel: Tensor4D,
  options: ConvOptions = {},
): Tensor4D {
  const [, h, w] = x.shape;
  const [k1, k2, c] = kernel.shape;
  requireShape('an input x with the kernel’s channels', x.shape, [-1, -1, -1, c]);
  const { pads, stride, dilation } = convGeometry([h, w], [k1, k2], options);
  return tidy(() => correlateDepthwise(padOrCrop(x, pads), dilate(kernel, dilation, 0), stride));
}

/**
 * ∂L/∂K_{c,m} = Σ_n X_{n,c} ⋆ G_{n,cM+m}: as `kernelGradient`, but no sum joins two channels, so
 * every pair (n, c) is a channel of its own and the sum over the batch comes last.
 * x [N,H,W,C], upstreamGradient G [N,H',W',C·M] → [K₁,K₂,C,M]. Throws on other shapes.
 */
export function depthwiseKernelGradient(
  x: Tensor4D,
  upstreamGradient: Tensor4D,
  kernelSize: [number, number],
  options: ConvOptions = {},
): Tensor4D {
  const [n, h, w, c] = x.shape;
  const { pads, stride, dilation, outputSize, dropped } = convGeometry([h, w], kernelSize, options);
  requireShape('an upstream gradient', upstreamGradient.shape, [n, ...outputSize, -1]);
  const m = upstreamGradient.shape[3] / c;
  if (!Number.isInteger(m)) {
    throw new Error(
      `Expected an upstream gradient with a multiple of the input’s ${c} channels, ` +
        `found ${upstreamGradient.shape[3]}.`,
    );
  }
  const [k1, k2] = kernelSize;
  return tidy(() => {
    const seen = padOrCrop(x, {
      ...pads,
      bottom: pads.bottom - dropped[0],
      right: pads.right - dropped[1],
    });
    const dilatedGradient = dilate(upstreamGradient, stride, 1);
    const [, seenH, seenW] = seen.shape;
    const [, gradientH, gradientW] = dilatedGradient.shape;

    const images: Tensor4D = reshape(transpose(seen, [1, 2, 0, 3]), [1, seenH, seenW, n * c]);
    const kernels: Tensor4D = reshape(transpose(dilatedGradient, [1, 2, 0, 3]), [
      gradientH,
      gradientW,
      n * c,
      m,
    ]);
    const perImage = correlateDepthwise(images, kernels, dilation); // [1, K₁, K₂, N·C·M]
    const summed = sum(reshape(perImage, [k1, k2, n, c * m]), 2);
    return reshape(summed, [k1, k2, c, m]);
  });
}

/**
 * ∂L/∂X_c = Σ_m G_{cM+m} * K_{c,m}: as `inputGradient`, with the sum over a channel's own M
 * outputs only. upstreamGradient G [N,H',W',C·M], kernel [K₁,K₂,C,M] → [N,H,W,C].
 * Throws on other shapes.
 */
export function depthwiseInputGradient(
  upstreamGradient: Tensor4D,
  kernel: Tensor4D,
  inputSize: [number, number],
  options: ConvOptions = {},
): Tensor4D {
  const [k1, k2, c, m] = kernel.shape;
  const geometry = convGeometry(inputSize, [k1, k2], options);
  const { pads, stride, dilation, dropped, dilatedKernelSize } = geometry;
  requireShape('an upstream gradient', upstreamGradient.shape, [-1, ...geometry.outputSize, c * m]);
  const [n] = upstreamGradient.shape;
  const [h, w] = inputSize;
  const reach = [dilatedKernelSize[0] - 1, dilatedKernelSize[1] - 1] as const;
  return tidy(() => {
    const full = padOrCrop(dilate(upstreamGradient, stride, 1), {
      top: reach[0] - pads.top,
      bottom: reach[0] - pads.bottom + dropped[0],
      left: reach[1] - pads.left,
      right: reach[1] - pads.right + dropped[1],
    });
    const flipped = flip(dilate(kernel, dilation, 0));
    const oneKernelEach: Tensor4D = reshape(flipped, [...dilatedKernelSize, c * m, 1]);
    const perOutput = correlateDepthwise(full, oneKernelEach); // [N, H, W, C·M]
    return m === 1 ? perOutput : reshape(sum(reshape(perOutput, [n, h, w, c, m]), 4), [n, h, w, c]);
  });
}
