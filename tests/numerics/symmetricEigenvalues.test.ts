import fc from 'fast-check';
import { expect, test } from 'vitest';

import { symmetricEigenvalues } from '#numerics/symmetricEigenvalues.ts';

test('the eigenvalues of [[2, 1], [1, 2]] are 1 and 3', () => {
  const [least, most] = symmetricEigenvalues([2, 1, 1, 2]);
  expect(least).toBeCloseTo(1, 12);
  expect(most).toBeCloseTo(3, 12);
});

test('eigenvalues keep the trace and the sum of squares of any symmetric matrix', () => {
  const matrix = fc.integer({ min: 1, max: 9 }).chain((n) =>
    fc
      .array(fc.double({ min: -10, max: 10, noNaN: true }), { minLength: n * n, maxLength: n * n })
      .map((entries) => ({
        n,
        symmetric: entries.map((_, at) => {
          const [i, j] = [Math.floor(at / n), at % n];
          return entries[Math.min(i, j) * n + Math.max(i, j)] ?? 0;
        }),
      })),
  );
  fc.assert(
    fc.property(matrix, ({ n, symmetric }) => {
      const values = symmetricEigenvalues(symmetric);
      const sum = (numbers: ArrayLike<number>) => Array.from(numbers).reduce((a, b) => a + b, 0);
      const trace = sum(Array.from({ length: n }, (_, i) => symmetric[i * n + i] ?? 0));
      expect(sum(values)).toBeCloseTo(trace, 8);
      expect(sum(values.map((v) => v * v))).toBeCloseTo(sum(symmetric.map((v) => v * v)), 6);
      expect([...values]).toEqual([...values].sort((a, b) => a - b));
    }),
    { numRuns: 200 },
  );
});
