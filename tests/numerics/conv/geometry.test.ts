import '@tensorflow/tfjs-backend-cpu';
import { ones, setBackend, type Tensor4D } from '@tensorflow/tfjs-core';
import { beforeAll, expect, test } from 'vitest';

import { depthwiseKernelGradient } from '#numerics/conv/depthwise.ts';
import { forward } from '#numerics/conv/forward.ts';
import { convGeometry, outputSize } from '#numerics/conv/geometry.ts';
import { inputGradient } from '#numerics/conv/inputGradient.ts';
import { kernelGradient } from '#numerics/conv/kernelGradient.ts';
import { productsOf } from '#numerics/conv/naive.ts';

beforeAll(() => setBackend('cpu'));

test('H′ is the floor of (H + 2p − d(K−1) − 1) / s, plus one', () => {
  expect(outputSize(32, 5, 1, 0, 0, 1)).toBe(28);
  expect(outputSize(32, 5, 1, 2, 2, 1)).toBe(32);
  expect(outputSize(7, 3, 2, 0, 0, 1)).toBe(3);
  expect(outputSize(8, 3, 2, 0, 0, 1)).toBe(3);
  expect(outputSize(9, 3, 1, 0, 0, 3)).toBe(3);
});

test('a size that does not divide is floored, and the rows no output sees are counted', () => {
  expect(convGeometry([8, 7], [3, 3], { stride: 2 }).dropped).toEqual([1, 0]);
});

test('"same" gives ⌈H / s⌉ outputs and puts an odd zero below and to the right', () => {
  const { outputSize: size, pads } = convGeometry([6, 5], [3, 2], {
    stride: [2, 1],
    padding: 'same',
  });
  expect(size).toEqual([3, 5]);
  expect(pads).toEqual({ top: 0, bottom: 1, left: 0, right: 1 });
});

test('the list of products holds K₁·K₂ for every output, less those that meet padding', () => {
  expect(productsOf(convGeometry([5, 5], [3, 3]))).toHaveLength(9 * 9);
  const padded = convGeometry([1, 2], [1, 3], {
    padding: { top: 0, bottom: 0, left: 1, right: 1 },
  });
  expect(productsOf(padded).map(({ c, b, v }) => [c, b, v])).toEqual([
    [0, 1, 0],
    [0, 2, 1],
    [1, 0, 0],
    [1, 1, 1],
  ]);
});

test('a kernel larger than the padded input is refused, with both sizes', () => {
  expect(() => convGeometry([4, 4], [3, 3], { dilation: 2 })).toThrow(/covers 5 rows.*has 4/s);
});

test.each([
  ['a stride of zero', { stride: 0 }, /at least 1 for the stride, found \[0, 0\]/],
  ['half a pixel of dilation', { dilation: 1.5 }, /for the dilation, found \[1.5, 1.5\]/],
  [
    'negative padding',
    { padding: { top: -1, bottom: 0, left: 0, right: 0 } },
    /for the padding \[top, bottom, left, right\], found \[-1, 0, 0, 0\]/,
  ],
])('%s is refused', (_, options, message) => {
  expect(() => convGeometry([5, 5], [3, 3], options)).toThrow(message);
});

test('tensors whose shapes do not belong together are refused, with both shapes', () => {
  const x: Tensor4D = ones([1, 5, 5, 2]);
  const kernel: Tensor4D = ones([3, 3, 3, 4]);
  const g: Tensor4D = ones([1, 5, 5, 4]);
  expect(() => forward(x, kernel)).toThrow('shape [any, any, any, 3], found [1, 5, 5, 2]');
  expect(() => kernelGradient(x, g, [3, 3])).toThrow('shape [1, 3, 3, any], found [1, 5, 5, 4]');
  expect(() => inputGradient(g, kernel, [5, 5])).toThrow(
    'shape [any, 3, 3, 4], found [1, 5, 5, 4]',
  );
  expect(() => depthwiseKernelGradient(x, ones([1, 3, 3, 3]), [3, 3])).toThrow('multiple of the');
});
