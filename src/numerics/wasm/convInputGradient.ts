import type { TensorInfo } from '@tensorflow/tfjs-core';

import { columnsAtOnce } from './columnsAtOnce.ts';
import { keptKernel } from './keptKernels.ts';
import type { LayerSizes } from './layerSizes.ts';
import { viewAs, type Pads2D, type WasmKernels } from './wasmKernel.ts';

/**
 * ∂L/∂X as one forward convolution: the upstream gradient dy [N,H',W',Cout], zeros between for the
 * stride, meets the flipped filter, kept between calls; padding happens inside the convolution.
 * filter [K₁,K₂,Cin,Cout] → [N,H,W,Cin]. The plain form is `conv/inputGradient.ts`.
 */
export function convInputGradient(
  kernels: WasmKernels,
  dy: TensorInfo,
  filter: TensorInfo,
  sizes: LayerSizes,
): TensorInfo {
  const [, k2 = 1, cin = 1] = filter.shape;
  const m = columnsAtOnce(sizes.inputSize[1], k2, cin);
  const flipped = keptKernel(kernels.backend, filter, `${filter.shape.join()} columns ${m}`, () =>
    flipForColumns(kernels, filter, m),
  );
  const { spread, pads } = zerosBetween(kernels, dy, sizes);
  const gradient = kernels.correlate(spread, flipped, { pads, strides: [1, m] });
  if (spread.dataId !== dy.dataId) kernels.free(spread);
  return viewAs(gradient, sizes.inputShape);
}

/**
 * The same for a depthwise layer, filter [K₁,K₂,C,M]: every output channel goes back on its own,
 * then each input channel sums its M. The plain form is in `conv/depthwise.ts`.
 */
export function depthwiseInputGradient(
  kernels: WasmKernels,
  dy: TensorInfo,
  filter: TensorInfo,
  sizes: LayerSizes,
): TensorInfo {
  const [k1 = 1, k2 = 1, c = 1, m = 1] = filter.shape;
  const flipped = keptKernel(kernels.backend, filter, `${filter.shape.join()} depthwise`, () =>
    viewAs(kernels.reverse(filter, [0, 1]), [k1, k2, c * m, 1]),
  );
  const { spread, pads } = zerosBetween(kernels, dy, sizes);
  const perOutput = kernels.correlate(spread, flipped, {
    pads,
    dilations: sizes.dilation,
    depthwise: true,
  });
  if (spread.dataId !== dy.dataId) kernels.free(spread);
  if (m === 1) return viewAs(perOutput, sizes.inputShape);
  const gradient = kernels.sum(viewAs(perOutput, [...sizes.inputShape, m]), 4);
  kernels.free(perOutput);
  return gradient;
}

/**
 * Turns the filter by half a turn, swaps its channels and lays m copies side by side, each one
 * column further right: [K₁,K₂,Cin,Cout] → [K₁, K₂+m−1, Cout, m·Cin]. Written straight to the wasm
 * heap: the backend's Reverse and Transpose take twenty times as long.
 */
function flipForColumns({ backend }: WasmKernels, filter: TensorInfo, m: number): TensorInfo {
  const [k1 = 1, k2 = 1, cin = 1, cout = 1] = filter.shape;
  const width = k2 + m - 1;
  const flipped = backend.makeOutput([k1, width, cout, m * cin], 'float32');
  const from = backend.typedArrayFromHeap(filter);
  const to = backend.typedArrayFromHeap(flipped).fill(0);
  let source = 0;
  for (let a = k1 - 1; a >= 0; a--) {
    for (let b = k2 - 1; b >= 0; b--) {
      for (let i = 0; i < cin; i++) {
        for (let o = 0; o < cout; o++, source++) {
          for (let column = 0; column < m; column++) {
            const row = (a * width + b + column) * cout + o;
            to[(row * m + column) * cin + i] = from[source] ?? 0;
          }
        }
      }
    }
  }
  return flipped;
}

/**
 * dy with s − 1 zeros after every entry, and the padding d(K−1) − p that makes its correlation
 * full; the zeros after the last entry count towards that padding. `spread` is dy when s = 1.
 */
function zerosBetween(
  kernels: WasmKernels,
  dy: TensorInfo,
  sizes: LayerSizes,
): { spread: TensorInfo; pads: Pads2D } {
  const { stride, reach, pads, dropped } = sizes;
  const [n = 1, h = 1, w = 1, c = 1] = dy.shape;
  const [s1, s2] = stride;
  const full: Pads2D = [
    [reach[0] - pads[0][0], reach[0] - pads[0][1] + dropped[0] - (s1 - 1)],
    [reach[1] - pads[1][0], reach[1] - pads[1][1] + dropped[1] - (s2 - 1)],
  ];
  const columns = spreadMiddle(kernels, dy, [n * h * w, 1, c], s2);
  const rows = spreadMiddle(kernels, columns, [n * h, 1, w * s2 * c], s1);
  if (columns.dataId !== dy.dataId && columns.dataId !== rows.dataId) kernels.free(columns);
  return { spread: viewAs(rows, [n, h * s1, w * s2, c]), pads: full };
}

function spreadMiddle(
  kernels: WasmKernels,
  x: TensorInfo,
  shape: [number, number, number],
  step: number,
): TensorInfo {
  if (step === 1) return x;
  const after: [number, number][] = [
    [0, 0],
    [0, step - 1],
    [0, 0],
  ];
  return kernels.pad(viewAs(x, shape), after);
}
