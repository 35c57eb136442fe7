import { expect, test } from 'vitest';

import { shiftError } from '#numerics/images/shiftError.ts';
import { translate } from '#numerics/images/translate.ts';

const row = [1, 2, 3, 4];
const moved = (right: number, border: 'wrap' | 'mirror' | 'edge') => [
  ...translate(row, [1, 4, 1], { down: 0, right }, border),
];

test('a shift to the right brings in what left, the mirror image, or the border again', () => {
  expect(moved(1, 'wrap')).toEqual([4, 1, 2, 3]);
  expect(moved(2, 'mirror')).toEqual([3, 2, 1, 2]);
  expect(moved(2, 'edge')).toEqual([1, 1, 1, 2]);
  expect(moved(-1, 'wrap')).toEqual([2, 3, 4, 1]);
  expect(moved(-1, 'mirror')).toEqual([2, 3, 4, 3]);
  expect(moved(-3, 'edge')).toEqual([4, 4, 4, 4]);
});

test('wrapped shifts add up, and a full turn is no shift', () => {
  const x = Float32Array.from({ length: 5 * 7 * 2 }, (_, i) => Math.sin(i));
  const shape = [5, 7, 2] as const;
  const twice = translate(translate(x, shape, { down: 1, right: 4 }), shape, { down: 3, right: 5 });
  expect(twice).toEqual(translate(x, shape, { down: 4, right: 9 }));
  expect(translate(x, shape, { down: -5, right: 14 })).toEqual(x);
});

test('the three colours of a pixel move together', () => {
  const pixels = [1, 2, 3, 4, 5, 6];
  expect([...translate(pixels, [1, 2, 3], { down: 0, right: 1 })]).toEqual([4, 5, 6, 1, 2, 3]);
});

test('a shift by half a pixel is refused', () => {
  expect(() => translate(row, [1, 4, 1], { down: 0, right: 0.5 })).toThrow('whole');
});

test('maps that have moved along have no error, and those that stayed have one', () => {
  const before = [1, 0, 0, 0];
  const shift = { down: 0, right: 2 };
  const along = shiftError(before, [0, 1, 0, 0], [1, 4, 1], shift, 2, 'wrap');
  expect(along).toEqual({ error: 0, moved: { down: 0, right: 1 }, whole: true });
  expect(shiftError(before, before, [1, 4, 1], shift, 2, 'wrap').error).toBeCloseTo(Math.SQRT2);
});

test('where the jump does not divide the shift, the better of the whole shifts beside it counts', () => {
  const shift = { down: 0, right: 1 };
  const stayed = shiftError([1, 0, 0, 0], [1, 0, 0, 0], [1, 4, 1], shift, 2, 'wrap');
  expect(stayed).toEqual({ error: 0, moved: { down: 0, right: 0 }, whole: false });
  const went = shiftError([1, 0, 0, 0], [0, 1, 0, 0], [1, 4, 1], shift, 2, 'wrap');
  expect(went).toEqual({ error: 0, moved: { down: 0, right: 1 }, whole: false });
});

test('without wrapping, places whose counterpart has left the picture are not compared', () => {
  const shift = { down: 0, right: 1 };
  const found = shiftError([1, 2, 3, 4], [9, 1, 2, 3], [1, 4, 1], shift, 1, 'edge');
  expect(found.error).toBe(0);
});
