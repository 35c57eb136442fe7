import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import {
  backend,
  conv2d,
  depthwiseConv2d,
  engine,
  grad,
  grads,
  memory,
  ones,
  tensor4d,
  tidy,
  type Tensor4D,
} from '@tensorflow/tfjs-core';
import { beforeAll, expect, test } from 'vitest';

import { keptKernelCount } from '#numerics/wasm/keptKernels.ts';
import { STOCK_INPUT_GRADIENT } from '#numerics/wasm/registerConvGradientKernels.ts';

import { startWasm } from './wasmBackend.ts';

beforeAll(startWasm);

test('a hundred interactions leave as many tensors and buffers as they found', () => {
  const x: Tensor4D = ones([2, 8, 8, 3]);
  const kernel: Tensor4D = ones([3, 3, 3, 2]);
  const wide: Parameters<typeof conv2d>[3] = [
    [0, 0],
    [4, 1],
    [0, 3],
    [0, 0],
  ];
  const interact = (): void => {
    tidy(() => {
      for (const op of [conv2d, depthwiseConv2d]) {
        for (const [stride, pad] of [
          [1, 'same'] as const,
          [2, 'valid'] as const,
          [2, wide] as const,
        ]) {
          const backward = grads((image, k) => op(image as Tensor4D, k as Tensor4D, stride, pad));
          for (const gradient of backward([x, kernel])) gradient.dataSync();
        }
      }
    });
  };
  interact();
  const before = { ...memory(), inBackend: backend().numDataIds() };
  for (let i = 0; i < 100; i++) interact();
  const after = { ...memory(), inBackend: backend().numDataIds() };
  expect(after.numTensors).toBe(before.numTensors);
  expect(after.numDataBuffers).toBe(before.numDataBuffers);
  expect(after.inBackend).toBe(before.inBackend);
  x.dispose();
  kernel.dispose();
});

test('automatic differentiation flips a kernel once for a set of weights', () => {
  const kernel: Tensor4D = ones([3, 3, 2, 2]);
  inputGradientOf(kernel, false);
  const held = keptKernelCount(backend() as BackendWasm);
  for (let i = 0; i < 5; i++) inputGradientOf(kernel, false);
  expect(keptKernelCount(backend() as BackendWasm)).toBe(held);
  const other: Tensor4D = ones([3, 3, 2, 2]);
  inputGradientOf(other, false);
  expect(keptKernelCount(backend() as BackendWasm)).toBe(held + 1);
  kernel.dispose();
  other.dispose();
});

test('flipped kernels are freed when their weights are', () => {
  const wasm = backend() as BackendWasm;
  const kernels = Array.from({ length: 10 }, (): Tensor4D => ones([3, 3, 2, 2]));
  for (const kernel of kernels) inputGradientOf(kernel, false);
  expect(keptKernelCount(wasm)).toBeGreaterThanOrEqual(10);
  const buffers = wasm.numDataIds();
  for (const kernel of kernels) kernel.dispose();
  inputGradientOf(ones([3, 3, 2, 2]));
  expect(keptKernelCount(wasm)).toBe(1);
  expect(wasm.numDataIds()).toBeLessThanOrEqual(buffers - 19);
});

test('new weights under a freed tensor’s place never meet the old flipped kernel', () => {
  for (const value of [1, 2, 3]) {
    const kernel = tensor4d([value, 0, 0, 0], [2, 2, 1, 1]);
    expect(inputGradientOf(kernel)[0]).toBe(value);
  }
});

test('no more than 256 flipped kernels are kept, however many weights are alive', () => {
  const kernels = Array.from({ length: 300 }, (): Tensor4D => ones([1, 1, 1, 1]));
  for (const kernel of kernels) inputGradientOf(kernel, false);
  expect(keptKernelCount(backend() as BackendWasm)).toBe(256);
  for (const kernel of kernels) kernel.dispose();
});

test('the stock input gradient stays within reach, and agrees', () => {
  tidy(() => {
    const filter = tensor4d([1, -2, 3, 4], [2, 2, 1, 1]);
    const dy = tensor4d([1, 2, 3, 4], [1, 2, 2, 1]);
    const attrs = { strides: 1, pad: 'valid', dataFormat: 'NHWC', inputShape: [1, 3, 3, 1] };
    const [stock, ours] = [STOCK_INPUT_GRADIENT, 'Conv2DBackpropInput'].map((name) =>
      (engine().runKernel(name, { dy, filter }, attrs) as Tensor4D).dataSync(),
    );
    expect(ours).toEqual(stock);
  });
});

/** ∂L/∂X of a layer with this kernel on an image of its size plus one, for G = 1. */
function inputGradientOf(kernel: Tensor4D, free = true): Float32Array {
  const values = tidy(() => {
    const [k1, k2, cin] = kernel.shape;
    const x: Tensor4D = ones([1, k1 + 1, k2 + 1, cin]);
    const backward = grad((image) => conv2d(image as Tensor4D, kernel, 1, 'valid'));
    return Float32Array.from(backward(x).dataSync());
  });
  if (free) kernel.dispose();
  return values;
}
