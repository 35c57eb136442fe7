import {
  conv2d,
  depthwiseConv2d,
  grads,
  setBackend,
  tensor4d,
  type Tensor4D,
} from '@tensorflow/tfjs-core';
import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';

import { mulberry32 } from '#numerics/random.ts';

import { randomLayer, tfjsPadding } from '../conv/randomLayer.ts';
import { startWasm } from './wasmBackend.ts';

interface Layer {
  input: [number, number, number, number];
  filter: [number, number, number, number];
  strides: [number, number];
  pad: ReturnType<typeof tfjsPadding>;
}

const TOLERANCE = 1e-4;

beforeAll(startWasm);

test('on wasm, both gradients of a convolution equal those of the cpu backend', async () => {
  await fc.assert(
    fc.asyncProperty(layer(), fc.integer(), async (layer, seed) => {
      await expectSameGradients(conv2d, layer, seed);
    }),
    { numRuns: 200, seed: 30 },
  );
});

test('on wasm, both gradients of a depthwise convolution equal those of the cpu backend', async () => {
  await fc.assert(
    fc.asyncProperty(layer(), fc.integer(), async (layer, seed) => {
      await expectSameGradients(depthwiseConv2d, layer, seed);
    }),
    { numRuns: 200, seed: 34 },
  );
});

test.each([
  ['the first layer of the book’s network', [2, 32, 32, 3], [5, 5, 3, 32]],
  ['a wide layer of the book’s network', [2, 8, 8, 64], [3, 3, 64, 128]],
  ['a layer with one input channel and an odd width', [1, 9, 11, 1], [3, 3, 1, 4]],
] as const)('on wasm, the gradients of %s equal those of the cpu backend', async (_, x, k) => {
  await expectSameGradients(
    conv2d,
    { input: [...x], filter: [...k], strides: [1, 1], pad: 'same' },
    7,
  );
});

async function expectSameGradients(
  op: typeof conv2d | typeof depthwiseConv2d,
  layer: Layer,
  seed: number,
): Promise<void> {
  const [onWasm, onCpu] = [
    await gradientsOn('wasm', op, layer, seed),
    await gradientsOn('cpu', op, layer, seed),
  ];
  for (const which of [0, 1] as const) {
    expect(relativeDifference(onWasm[which], onCpu[which])).toBeLessThan(TOLERANCE);
  }
}

async function gradientsOn(
  backend: string,
  op: typeof conv2d | typeof depthwiseConv2d,
  { input, filter, strides, pad }: Layer,
  seed: number,
): Promise<[Float32Array, Float32Array]> {
  await setBackend(backend);
  const random = mulberry32(seed);
  const x = randomTensor(input, random);
  const k = randomTensor(filter, random);
  const layer = (image: Tensor4D, kernel: Tensor4D): Tensor4D => op(image, kernel, strides, pad);
  const y = layer(x, k);
  const dy = randomTensor(y.shape, random);
  const [dx, dk] = grads((image, kernel) => layer(image as Tensor4D, kernel as Tensor4D))(
    [x, k],
    dy,
  );
  const values = [dx, dk].map((gradient) => Float32Array.from(gradient?.dataSync() ?? []));
  for (const tensor of [x, k, y, dy, dx, dk]) tensor?.dispose();
  return values as [Float32Array, Float32Array];
}

function randomTensor(shape: [number, number, number, number], random: () => number): Tensor4D {
  const size = shape.reduce((total, n) => total * n, 1);
  return tensor4d(
    Float32Array.from({ length: size }, () => 2 * random() - 1),
    shape,
  );
}

/** Largest difference over largest entry; 0 when both are all zero. */
function relativeDifference(a: Float32Array, b: Float32Array): number {
  expect(a.length).toBe(b.length);
  const scale = Math.max(1e-3, ...b.map(Math.abs));
  return Math.max(...a.map((value, i) => Math.abs(value - (b[i] ?? Number.NaN)))) / scale;
}

/** Layers of every stride and padding, the floor and kernels larger than the input included. */
function layer(): fc.Arbitrary<Layer> {
  return randomLayer({ maxDilation: 1 }).map(({ input, kernel, options }) => ({
    input,
    filter: kernel,
    strides: options.stride,
    pad: tfjsPadding(options.padding),
  }));
}
