import fc from 'fast-check';
import { expect, test } from 'vitest';

import {
  dilated,
  gradientOf,
  looksTurned,
  padded,
  productsOf,
  resized,
} from '#demos/conv-kernel-gradient/layer.ts';
import {
  labDefaults,
  labSchema,
  learnDefaults,
  learnSchema,
} from '#demos/conv-kernel-gradient/state.ts';
import { geometryOf } from '#demos/frame/oneChannel.ts';
import { naiveKernelGradient } from '#numerics/conv/naive.ts';
import { gridOf, imageOf } from '#numerics/grid.ts';
import { sizeOf } from '#ui/matrix.ts';

const settings = fc.record({
  n: fc.integer({ min: 3, max: 6 }),
  k: fc.integer({ min: 1, max: 3 }),
  stride: fc.integer({ min: 1, max: 3 }),
  padding: fc.integer({ min: 0, max: 2 }),
  dilation: fc.integer({ min: 1, max: 2 }),
});

test('the products that the figure lights add up to the kernel gradient', () => {
  fc.assert(
    fc.property(settings, ({ n, k, stride, padding, dilation }) => {
      fc.pre(n + 2 * padding >= dilation * (k - 1) + 1);
      const x = resized([], [n, n]);
      const kernel = resized([], [k, k]);
      const { outputSize } = geometryOf(x, kernel, { stride, padding, dilation });
      const layer = { x, kernel, g: resized([], outputSize), stride, padding, dilation };
      const pads = { top: padding, bottom: padding, left: padding, right: padding };
      const right = naiveKernelGradient(imageOf(x), imageOf(layer.g), [k, k], {
        stride,
        dilation,
        padding: pads,
      });
      const gradient = gradientOf(kernel, productsOf(layer));
      // Adding zero turns −0 into 0.
      expect(gradient.map((row) => row.map((value) => value + 0))).toEqual(
        gridOf(right.values, k).map((row) => row.map((value) => value + 0)),
      );
    }),
  );
});

test('the input grows by its border, and G by the holes of the stride', () => {
  expect(padded([[5]], 1)).toEqual([
    [0, 0, 0],
    [0, 5, 0],
    [0, 0, 0],
  ]);
  expect(dilated([[1, 2]], 3)).toEqual([[1, 0, 0, 2]]);
});

test('half a turn leaves ones alone and moves a one in the corner', () => {
  expect(looksTurned([[1, 1]])).toBe(true);
  expect(looksTurned([[1, 0]])).toBe(false);
});

test('what both figures start from can be said in a link', () => {
  expect(labSchema.safeParse(labDefaults).success).toBe(true);
  expect(learnSchema.safeParse(learnDefaults).success).toBe(true);
});

test('a link whose G has not the size of Y is refused', () => {
  expect(labSchema.safeParse({ ...labDefaults, stride: 2 }).success).toBe(false);
  expect(labSchema.safeParse({ ...labDefaults, x: [[1]] }).success).toBe(false);
  expect(sizeOf(labDefaults.g)).toEqual([3, 3]);
});
