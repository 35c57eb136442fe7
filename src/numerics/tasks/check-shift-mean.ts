import { circularCorrelation } from '../circularCorrelation.ts';
import { normal } from '../normal.ts';
import { mulberry32 } from '../random.ts';
import { randomWhole } from '../randomArray.ts';
import { shiftRow } from '../shiftedPooling.ts';
import type { CheckResult } from './context.ts';

/** The mean over all shifts makes any function invariant; over the places of an equivariant map, too. */
export default async function check({ seed }: { seed: number }): Promise<CheckResult> {
  const random = mulberry32(seed);
  const draw = normal(random);
  const n = randomWhole(random, 4, 12);
  const row = (length: number) => Array.from({ length }, draw);
  const x = row(n);
  const by = randomWhole(random, 1, n - 1);
  const mean = (values: readonly number[]) => values.reduce((sum, v) => sum + v, 0) / values.length;

  // Any function: a dense layer with ReLU, then a second one. It knows every place by its weights.
  const [hidden, out] = [Array.from({ length: 6 }, () => row(n)), row(6)];
  const dot = (a: readonly number[], b: readonly number[]) =>
    a.reduce((sum, value, i) => sum + value * (b[i] ?? Number.NaN), 0);
  const g = (input: readonly number[]) =>
    dot(
      out,
      hidden.map((weights) => Math.max(0, dot(weights, input))),
    );
  const overOrbit = (input: readonly number[]) =>
    mean(input.map((_, shift) => g(shiftRow(input, shift))));

  const kernel = [row(3)];
  const pooled = (input: readonly number[]) =>
    mean((circularCorrelation([input], kernel)[0] ?? []).map((value) => Math.max(0, value)));
  return {
    statement: `a row of ${n} numbers, joined at its ends and moved by ${by}; the function g changes by ${Math.abs(g(shiftRow(x, by)) - g(x)).toFixed(3)}`,
    rows: [
      {
        label: 'the mean of g over all shifts: change',
        value: Math.abs(overOrbit(shiftRow(x, by)) - overOrbit(x)),
        tolerance: 1e-12 * n,
      },
      {
        label: 'the mean of ReLU(x ⋆ K) over its places: change',
        value: Math.abs(pooled(shiftRow(x, by)) - pooled(x)),
        tolerance: 1e-12 * n,
      },
    ],
  };
}
