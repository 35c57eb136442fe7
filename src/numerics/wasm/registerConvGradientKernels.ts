import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import {
  Conv2DBackpropFilter,
  Conv2DBackpropInput,
  DepthwiseConv2dNativeBackpropFilter,
  DepthwiseConv2dNativeBackpropInput,
  getKernel,
  registerKernel,
  unregisterKernel,
  type KernelFunc,
  type TensorInfo,
} from '@tensorflow/tfjs-core';

import { cloneByReference } from './cloneByReference.ts';
import { convFilterGradient, depthwiseFilterGradient } from './convFilterGradient.ts';
import { convInputGradient, depthwiseInputGradient } from './convInputGradient.ts';
import { layerSizes, type LayerAttrs, type LayerSizes } from './layerSizes.ts';
import { WasmKernels } from './wasmKernel.ts';

/** The name under which the backend's own input gradient can still be run, to compare with it. */
export const STOCK_INPUT_GRADIENT = 'StockConv2DBackpropInput';

/**
 * Gives the wasm backend the gradients of convolution by the book's two theorems: both are forward
 * convolutions, and the forward convolution is the fast thing here. Replaces the stock input
 * gradient, adds the filter gradient and the depthwise pair, which stock wasm lacks, and makes
 * clones share their data, so that the backward pass knows the weights it has already flipped.
 * Works before or after the backend starts; calling it again changes nothing.
 */
export function registerConvGradientKernels(): void {
  if (getKernel(DepthwiseConv2dNativeBackpropFilter, 'wasm')) return;
  const stock = getKernel(Conv2DBackpropInput, 'wasm');
  if (stock) {
    registerKernel({ ...stock, kernelName: STOCK_INPUT_GRADIENT });
    unregisterKernel(Conv2DBackpropInput, 'wasm');
  }
  cloneByReference();
  register(Conv2DBackpropInput, false, (kernels, { dy, filter }, sizes) =>
    convInputGradient(kernels, dy, filter, sizes),
  );
  register(Conv2DBackpropFilter, false, (kernels, { x, dy }, sizes) =>
    convFilterGradient(kernels, x, dy, sizes),
  );
  register(DepthwiseConv2dNativeBackpropInput, true, (kernels, { dy, filter }, sizes) =>
    depthwiseInputGradient(kernels, dy, filter, sizes),
  );
  register(DepthwiseConv2dNativeBackpropFilter, true, (kernels, { x, dy }, sizes) =>
    depthwiseFilterGradient(kernels, x, dy, sizes),
  );
}

interface GradientInputs {
  dy: TensorInfo;
  /** The layer's input; given to filter gradients. */
  x: TensorInfo;
  /** The layer's weights; given to input gradients. */
  filter: TensorInfo;
}

type Shape4D = LayerSizes['inputShape'];

/** An input gradient is told the input's shape, a filter gradient the filter's. */
type GradientAttrs = LayerAttrs & { inputShape?: Shape4D; filterShape?: Shape4D };

function register(
  kernelName: string,
  depthwise: boolean,
  gradient: (kernels: WasmKernels, inputs: GradientInputs, sizes: LayerSizes) => TensorInfo,
): void {
  const kernelFunc = (args: {
    inputs: GradientInputs;
    attrs: GradientAttrs;
    backend: BackendWasm;
  }): TensorInfo => {
    const { inputs, attrs, backend } = args;
    const inputShape = attrs.inputShape ?? (inputs.x.shape as Shape4D);
    const filterShape = attrs.filterShape ?? (inputs.filter.shape as Shape4D);
    const sizes = layerSizes(inputShape, filterShape, attrs, depthwise);
    return gradient(new WasmKernels(backend), inputs, sizes);
  };
  registerKernel({
    kernelName,
    backendName: 'wasm',
    kernelFunc: kernelFunc as never as KernelFunc,
  });
}
