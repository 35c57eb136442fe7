import { rankCorrelation } from '../attribution/rankCorrelation.ts';
import { normal } from '../normal.ts';
import { mulberry32 } from '../random.ts';
import { randomWhole } from '../randomArray.ts';
import type { CheckResult } from './context.ts';

/** Without ties Spearman's ρ is 1 − 6Σd²/(n(n²−1)), and it sees nothing but the order. */
export default function check({ seed }: { seed: number }): Promise<CheckResult> {
  const random = mulberry32(seed);
  const draw = normal(random);
  const n = randomWhole(random, 3, 400);
  const a = Float64Array.from({ length: n }, draw);
  const b = Float64Array.from({ length: n }, (_, i) => (a[i] ?? 0) + 2 * draw());
  const [ranksA, ranksB] = [placesOf(a), placesOf(b)];
  const squares = ranksA.reduce((sum, rank, i) => sum + (rank - (ranksB[i] ?? 0)) ** 2, 0);
  const rho = rankCorrelation(a, b);
  return Promise.resolve({
    statement: `Two maps of ${n} places; Σd² = ${squares}, ρ = ${rho.toFixed(3)}`,
    rows: [
      {
        label: 'correlation of the ranks, and the formula',
        value: Math.abs(rho - (1 - (6 * squares) / (n * (n * n - 1)))),
        tolerance: 1e-10,
      },
      {
        label: 'the same after exp(3·) of one map: another scale, the same order',
        value: Math.abs(
          rho -
            rankCorrelation(
              a,
              b.map((value) => Math.exp(3 * value)),
            ),
        ),
        tolerance: 1e-10,
      },
    ],
  });
}

/** Each value's place in the order, from 1: by counting those before it. */
function placesOf(values: Float64Array): number[] {
  return [...values].map((value) => 1 + values.filter((other) => other < value).length);
}
