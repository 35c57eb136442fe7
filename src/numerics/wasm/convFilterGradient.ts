import type { TensorInfo } from '@tensorflow/tfjs-core';

import type { LayerSizes } from './layerSizes.ts';
import { viewAs, type Pads2D, type WasmKernels } from './wasmKernel.ts';

/**
 * ∂L/∂K as one forward convolution: x [N,H,W,Cin] with the batch as its channels meets the upstream
 * gradient dy [N,H',W',Cout] as a filter dilated by the layer's stride. Padding and dilation happen
 * inside the convolution. → [K₁,K₂,Cin,Cout]. The plain form is `conv/kernelGradient.ts`.
 */
export function convFilterGradient(
  kernels: WasmKernels,
  x: TensorInfo,
  dy: TensorInfo,
  sizes: LayerSizes,
): TensorInfo {
  const images = kernels.transpose(x, [3, 1, 2, 0]); // [Cin, H, W, N]
  const filter = kernels.transpose(dy, [1, 2, 0, 3]); // [H', W', N, Cout]
  const correlation = kernels.correlate(images, filter, {
    pads: padsOfWhatWasSeen(sizes),
    strides: sizes.dilation,
    dilations: sizes.stride,
  });
  kernels.free(images);
  kernels.free(filter);
  const gradient = kernels.transpose(correlation, [1, 2, 0, 3]);
  kernels.free(correlation);
  return gradient;
}

/**
 * The same for a depthwise layer, dy [N,H',W',C·M] → [K₁,K₂,C,M]: every pair of image and channel
 * is a channel of its own, summed over the images at the end. The plain form is in
 * `conv/depthwise.ts`.
 */
export function depthwiseFilterGradient(
  kernels: WasmKernels,
  x: TensorInfo,
  dy: TensorInfo,
  sizes: LayerSizes,
): TensorInfo {
  const [n = 1, h = 1, w = 1, c = 1] = x.shape;
  const [, outH = 1, outW = 1, cm = 1] = dy.shape;
  const [k1, k2] = sizes.kernelSize;
  const m = cm / c;
  const images = n === 1 ? x : kernels.transpose(x, [1, 2, 0, 3]);
  const filters = n === 1 ? dy : kernels.transpose(dy, [1, 2, 0, 3]);
  const perImage = kernels.correlate(
    viewAs(images, [1, h, w, n * c]),
    viewAs(filters, [outH, outW, n * c, m]),
    {
      pads: padsOfWhatWasSeen(sizes),
      strides: sizes.dilation,
      dilations: sizes.stride,
      depthwise: true,
    },
  );
  if (n === 1) return viewAs(perImage, [k1, k2, c, m]);
  kernels.free(images);
  kernels.free(filters);
  const gradient = kernels.sum(viewAs(perImage, [k1 * k2, n, cm]), 1);
  kernels.free(perImage);
  return viewAs(gradient, [k1, k2, c, m]);
}

/** The layer's padding, less the trailing rows and columns that the floor dropped. */
function padsOfWhatWasSeen({ pads, dropped }: LayerSizes): Pads2D {
  const [rows, columns] = pads;
  return [
    [rows[0], rows[1] - dropped[0]],
    [columns[0], columns[1] - dropped[1]],
  ];
}
