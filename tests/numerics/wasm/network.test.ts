import {
  add,
  conv2d,
  depthwiseConv2d,
  matMul,
  maxPool,
  relu,
  reshape,
  setBackend,
  sum,
  tensor,
  tidy,
  valueAndGrads,
  type Tensor,
  type Tensor2D,
  type Tensor4D,
} from '@tensorflow/tfjs-core';
import { beforeAll, expect, test } from 'vitest';

import { mulberry32 } from '#numerics/random.ts';

import { startWasm } from './wasmBackend.ts';

const SHAPES = {
  image: [4, 12, 12, 3],
  kernel1: [5, 5, 3, 8],
  bias1: [8],
  depthwise: [3, 3, 8, 2],
  kernel2: [3, 3, 16, 8],
  dense: [3 * 3 * 8, 5],
};

beforeAll(startWasm);

test('a conv–relu–pool–dense network has the same loss and gradients on wasm and cpu', async () => {
  const onWasm = await lossAndGradients('wasm');
  const onCpu = await lossAndGradients('cpu');
  expect(onWasm.length).toBe(1 + Object.keys(SHAPES).length);
  for (const [i, values] of onWasm.entries()) {
    const expected = onCpu[i] ?? [];
    const scale = Math.max(...expected.map(Math.abs));
    expect(scale).toBeGreaterThan(0);
    for (const [j, value] of values.entries()) {
      expect(Math.abs(value - (expected[j] ?? Number.NaN)) / scale).toBeLessThan(1e-4);
    }
  }
});

async function lossAndGradients(backend: string): Promise<number[][]> {
  await setBackend(backend);
  return tidy(() => {
    const random = mulberry32(22);
    const weights = Object.values(SHAPES).map((shape) => {
      const size = shape.reduce((total, n) => total * n, 1);
      return tensor(
        Array.from({ length: size }, () => random() - 0.5),
        shape,
      );
    });
    const { value, grads } = valueAndGrads(loss)(weights);
    return [value, ...grads].map((result) => [...result.dataSync()]);
  });
}

/** Sum of squared logits: every weight matters, and both halves of the relu are met. */
function loss(...weights: Tensor[]): Tensor<never> {
  const [x, k1, b1, dw, k2, w] = weights as [
    Tensor4D,
    Tensor4D,
    Tensor,
    Tensor4D,
    Tensor4D,
    Tensor2D,
  ];
  const first = maxPool(relu(add<Tensor4D>(conv2d(x, k1, 1, 'same'), b1)), 2, 2, 'valid');
  const second = relu(depthwiseConv2d(first, dw, 1, 'same'));
  const third = relu(conv2d(second, k2, 2, 'same'));
  const logits = matMul(reshape(third, [4, 3 * 3 * 8]), w);
  return sum(logits.square());
}
