import { expect, test } from 'vitest';

import { normal } from '#numerics/normal.ts';
import { mulberry32 } from '#numerics/random.ts';
import { dot, singularValues } from '#numerics/regression/singularValues.ts';

const draw = normal(mulberry32(5));
const matrix = (rows: number, columns: number) =>
  Array.from({ length: rows }, () => Float64Array.from({ length: columns }, draw));

test.each([
  [7, 4],
  [4, 7],
  [6, 6],
  [1, 5],
])('a %i×%i matrix is the sum of its singular parts, whose vectors are orthonormal', (n, p) => {
  const a = matrix(n, p);
  const { left, values, right } = singularValues(a);
  expect(values).toHaveLength(Math.min(n, p));
  a.forEach((row, i) =>
    row.forEach((entry, j) => {
      const sum = values.reduce(
        (total, s, k) => total + s * (left[k]?.[i] ?? 0) * (right[k]?.[j] ?? 0),
        0,
      );
      expect(sum).toBeCloseTo(entry, 12);
    }),
  );
  for (const side of [left, right]) {
    side.forEach((u, i) => {
      side.forEach((v, k) => expect(dot(u, v)).toBeCloseTo(+(i === k), 12));
    });
  }
});

test('values fall, and a tiny one keeps its digits, which squaring the matrix would lose', () => {
  // The singular values of diag(1, 1e-9), turned on both sides.
  const [c, s] = [Math.cos(0.7), Math.sin(0.7)];
  const [d, t] = [Math.cos(1.9), Math.sin(1.9)];
  const small = 1e-9;
  const a = [
    Float64Array.of(c * d - s * small * t, c * t + s * small * d),
    Float64Array.of(s * d + c * small * t, s * t - c * small * d),
  ];
  const { values } = singularValues(a);
  expect(values[0]).toBeCloseTo(1, 12);
  expect((values[1] ?? 0) / small).toBeCloseTo(1, 5);
});

test('equal rows give a value of zero, and no vector of nonsense', () => {
  const { values, right } = singularValues([Float64Array.of(1, 2, 2), Float64Array.of(1, 2, 2)]);
  expect(values[0]).toBeCloseTo(Math.sqrt(18), 12);
  expect(values[1]).toBeLessThan(1e-12);
  expect(right.flatMap((v) => [...v]).every(Number.isFinite)).toBe(true);
});

test('a matrix without rows is refused', () => {
  expect(() => singularValues([])).toThrow('Expected a matrix');
});
