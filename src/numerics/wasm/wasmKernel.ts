import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import {
  backend_util,
  Conv2D,
  DepthwiseConv2dNative,
  getKernel,
  PadV2,
  Reverse,
  Slice,
  Sum,
  Transpose,
  type NamedAttrMap,
  type NamedTensorInfoMap,
  type TensorInfo,
} from '@tensorflow/tfjs-core';

/** Zeros before and after along rows and columns; negative counts crop. */
export type Pads2D = [rows: [number, number], columns: [number, number]];

/**
 * The wasm backend's own kernels, called from inside a kernel: what they return is not yet known
 * to the engine, so whoever asks for an intermediate frees it. Throws when one is not registered.
 */
export class WasmKernels {
  readonly backend: BackendWasm;

  constructor(backend: BackendWasm) {
    this.backend = backend;
  }

  /** x ⋆ filter, or depthwise; x [N,H,W,Cin] is padded or cropped first. */
  correlate(
    x: TensorInfo,
    filter: TensorInfo,
    options: {
      pads: Pads2D;
      strides?: [number, number];
      dilations?: [number, number];
      depthwise?: boolean;
    },
  ): TensorInfo {
    const { pads, strides = [1, 1], dilations = [1, 1], depthwise = false } = options;
    if (cropsAll(x, pads)) {
      // Only zeros are left to meet, and the wasm kernels cannot hold an empty tensor.
      const [n = 1, h = 1, w = 1, c = 1] = x.shape;
      const [rows, columns] = pads;
      const { outShape } = backend_util.computeConv2DInfo(
        [n, h + rows[0] + rows[1], w + columns[0] + columns[1], c],
        filter.shape as [number, number, number, number],
        strides,
        dilations,
        'valid',
        undefined,
        depthwise,
      );
      return this.zeros(outShape);
    }
    const cropped = this.crop(x, pads);
    const pad = [[0, 0], ...pads.map((sides) => sides.map((n) => Math.max(0, n))), [0, 0]];
    const name = depthwise ? DepthwiseConv2dNative : Conv2D;
    const attrs = { strides, dilations, pad, dataFormat: 'NHWC' };
    const y = this.run(name, { x: cropped, filter }, attrs);
    if (cropped !== x) this.free(cropped);
    return y;
  }

  pad(x: TensorInfo, paddings: [number, number][]): TensorInfo {
    return this.run(PadV2, { x }, { paddings, constantValue: 0 });
  }

  reverse(x: TensorInfo, dims: number[]): TensorInfo {
    return this.run(Reverse, { x }, { dims });
  }

  transpose(x: TensorInfo, perm: number[]): TensorInfo {
    return this.run(Transpose, { x }, { perm });
  }

  sum(x: TensorInfo, axis: number): TensorInfo {
    return this.run(Sum, { x }, { axis: [axis], keepDims: false });
  }

  free(x: TensorInfo): void {
    this.backend.disposeData(x.dataId);
  }

  private zeros(shape: number[]): TensorInfo {
    const zeros = this.backend.makeOutput(shape, 'float32');
    this.backend.typedArrayFromHeap(zeros).fill(0);
    return zeros;
  }

  private crop(x: TensorInfo, pads: Pads2D): TensorInfo {
    const { shape } = x;
    const begin = [0, ...pads.map(([before]) => Math.max(0, -before)), 0];
    const cut = [0, ...pads.map(([before, after]) => Math.min(0, before) + Math.min(0, after)), 0];
    if (cut.every((count) => count === 0)) return x;
    return this.run(Slice, { x }, { begin, size: shape.map((n, axis) => n + (cut[axis] ?? 0)) });
  }

  private run(name: string, inputs: NamedTensorInfoMap, attrs: object): TensorInfo {
    const kernel = getKernel(name, 'wasm');
    if (!kernel) {
      throw new Error(
        `The convolution gradients need the wasm kernel '${name}', which is not registered. ` +
          `Import @tensorflow/tfjs-backend-wasm, or register that kernel beside the others.`,
      );
    }
    const { backend } = this;
    return kernel.kernelFunc({ inputs, attrs: attrs as NamedAttrMap, backend }) as TensorInfo;
  }
}

function cropsAll(x: TensorInfo, pads: Pads2D): boolean {
  return pads.some(([before, after], axis) => {
    const size = x.shape[axis + 1] ?? 0;
    return size + Math.min(0, before) + Math.min(0, after) <= 0;
  });
}

/** The same values under another shape; owns nothing, so it is never freed on its own. */
export function viewAs(x: TensorInfo, shape: number[]): TensorInfo {
  return { dataId: x.dataId, shape, dtype: x.dtype };
}
