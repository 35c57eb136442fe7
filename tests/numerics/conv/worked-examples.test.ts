import '@tensorflow/tfjs-backend-cpu';
import { setBackend, tensor4d, type Tensor4D } from '@tensorflow/tfjs-core';
import { beforeAll, expect, test } from 'vitest';

import { biasGradient } from '#numerics/conv/biasGradient.ts';
import { outputSize } from '#numerics/conv/geometry.ts';
import { inputGradient } from '#numerics/conv/inputGradient.ts';
import { kernelGradient } from '#numerics/conv/kernelGradient.ts';

beforeAll(() => setBackend('cpu'));

const X = image([
  [1, 2, 0],
  [0, 1, 3],
  [2, 1, 1],
]);
const G = image([
  [1, -1],
  [0, 2],
]);

test('the worked example of the kernel gradient is [[1, 8], [1, 0]]', () => {
  expect(rows(kernelGradient(X, G, [2, 2]), 2)).toEqual([
    [1, 8],
    [1, 0],
  ]);
});

test('the worked example of the input gradient is [[1, −1, 0], [2, −1, 1], [0, 4, −2]]', () => {
  const K = kernelOf([
    [1, 0],
    [2, -1],
  ]);
  expect(rows(inputGradient(G, K, [3, 3]), 3)).toEqual([
    [1, -1, 0],
    [2, -1, 1],
    [0, 4, -2],
  ]);
});

test('with stride 2 in one dimension, K = (1, 2, 3) and G = (1, −1) give (1, 2, 2, −2, −3)', () => {
  const gradient = inputGradient(image([[1, -1]]), kernelOf([[1, 2, 3]]), [1, 5], {
    stride: [1, 2],
  });
  expect(rows(gradient, 5)).toEqual([[1, 2, 2, -2, -3]]);
});

test('a 32×32 input correlated with a 28×28 upstream gradient leaves a 5×5 kernel gradient', () => {
  expect(outputSize(32, 5, 1, 0, 0, 1)).toBe(28);
  expect(outputSize(32, 28, 1, 0, 0, 1)).toBe(5);
});

test('the bias gradient is the sum of the upstream gradient', () => {
  expect([...biasGradient(G).dataSync()]).toEqual([2]);
});

function image(values: number[][]): Tensor4D {
  return tensor4d(values.flat(), [1, values.length, values[0]?.length ?? 0, 1]);
}

function kernelOf(values: number[][]): Tensor4D {
  return tensor4d(values.flat(), [values.length, values[0]?.length ?? 0, 1, 1]);
}

/** Integers read back as such: −0 and 0 are one number here. */
function rows(tensor: Tensor4D, columns: number): number[][] {
  const values = [...tensor.dataSync()].map((value) => value + 0);
  return Array.from({ length: values.length / columns }, (_, row) =>
    values.slice(row * columns, (row + 1) * columns),
  );
}
