import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import {
  getKernel,
  Identity,
  registerKernel,
  unregisterKernel,
  type KernelFunc,
  type TensorInfo,
} from '@tensorflow/tfjs-core';

/**
 * Makes the wasm backend clone a tensor by counting one more reference to its data, as its Reshape
 * and every other backend do. Stock wasm copies; automatic differentiation saves a clone of every
 * layer's input and weights, so no backward pass would ever see the same weights twice.
 */
export function cloneByReference(): void {
  const stock = getKernel(Identity, 'wasm');
  if (stock) unregisterKernel(Identity, 'wasm');
  const kernelFunc = (args: {
    inputs: { x: TensorInfo };
    backend: BackendWasm;
  }): ReturnType<KernelFunc> => {
    const { x } = args.inputs;
    // Strings live outside the wasm heap; leave them to the stock kernel.
    if (x.dtype === 'string' && stock) return stock.kernelFunc(args as never);
    args.backend.incRef(x.dataId);
    return { dataId: x.dataId, shape: x.shape, dtype: x.dtype };
  };
  registerKernel({ kernelName: Identity, backendName: 'wasm', kernelFunc: kernelFunc as never });
}
