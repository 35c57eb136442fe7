import { centralDifferences, largestDifference } from '../gradientCheck.ts';
import { normal } from '../normal.ts';
import { mulberry32 } from '../random.ts';
import { randomWhole } from '../randomArray.ts';
import { ridge } from '../regression/ridge.ts';
import { dot, singularValues } from '../regression/singularValues.ts';
import { ridgeTowards } from '../transfer/ridgeTowards.ts';
import type { CheckResult } from './context.ts';

/** The boxed weights are where the slope of the penalised loss is zero, and the usual ridge after a shift by w_S. */
export default function check({ seed }: { seed: number }): Promise<CheckResult> {
  const random = mulberry32(seed);
  const draw = normal(random);
  const d = randomWhole(random, 2, 6);
  const n = randomWhole(random, 1, 8);
  const lambda = 0.1 + 2 * random();
  const x = Array.from({ length: n }, () => Float64Array.from({ length: d }, draw));
  const y = Float64Array.from({ length: n }, draw);
  const source = Float64Array.from({ length: d }, draw);
  const w = ridgeTowards({ x, y, source, lambda });
  const loss = (weights: Float64Array) =>
    x.reduce((sum, row, i) => sum + (dot(row, weights) - (y[i] ?? 0)) ** 2, 0) +
    lambda * weights.reduce((sum, weight, j) => sum + (weight - (source[j] ?? 0)) ** 2, 0);
  const zero = new Float64Array(d);
  const residual = Float64Array.from(x, (row, i) => (y[i] ?? 0) - dot(row, source));
  const correction = ridge(singularValues(x), residual, lambda);
  const shifted = source.map((start, j) => start + (correction[j] ?? 0));
  const held = ridgeTowards({ x, y, source, lambda: 1e9 });
  return Promise.resolve({
    statement: `${n} examples, ${d} weights, λ = ${lambda.toFixed(2)}: the loss is ${loss(source).toFixed(3)} at w_S and ${loss(w).toFixed(3)} at w`,
    rows: [
      {
        label: 'slope of the loss at w by central differences, and zero',
        value: largestDifference(centralDifferences(loss, w, 1e-4), zero),
        tolerance: 1e-7,
      },
      {
        label: 'w, and w_S plus the usual ridge, by singular values, on what w_S gets wrong',
        value: largestDifference(w, shifted),
        tolerance: 1e-9,
      },
      {
        label: 'w with λ = 10⁹, and w_S',
        value: largestDifference(held, source),
        tolerance: 1e-6,
      },
    ],
  });
}
