import { neighbourhood, neighbourProbabilities } from '../embedding/neighbourProbabilities.ts';
import { perplexity } from '../embedding/perplexity.ts';
import { squaredDistancesInPlane } from '../embedding/squaredDistances.ts';
import { normal } from '../normal.ts';
import { mulberry32 } from '../random.ts';
import { randomWhole } from '../randomArray.ts';
import type { CheckResult } from './context.ts';

/** The width of each point's bell is such that its row has the perplexity asked for; P is a distribution. */
export default async function check({ seed }: { seed: number }): Promise<CheckResult> {
  const random = mulberry32(seed);
  const draw = normal(random);
  const n = randomWhole(random, 15, 30);
  const wanted = 2 + (n / 2 - 2) * random();
  // Half of them ten times as close together.
  const points = Float64Array.from({ length: 2 * n }, (_, at) => (at < n ? 0.1 : 1) * draw());
  const squared = squaredDistancesInPlane(points);
  const rows = Array.from({ length: n }, (_, i) =>
    neighbourhood(squared.subarray(i * n, (i + 1) * n), i, wanted),
  );
  const sigmas = rows.map(({ sigma }) => sigma);
  const p = neighbourProbabilities(squared, n, wanted);
  let [asymmetry, total, least] = [0, 0, Infinity];
  for (let i = 0; i < n; i++) {
    let own = 0;
    for (let j = 0; j < n; j++) {
      const share = p[i * n + j] ?? 0;
      asymmetry = Math.max(asymmetry, Math.abs(share - (p[j * n + i] ?? 0)));
      own += share;
    }
    total += own;
    least = Math.min(least, own);
  }
  return {
    statement: `${n} random points, perplexity ${wanted.toFixed(2)}; σ goes from ${Math.min(...sigmas).toFixed(3)} to ${Math.max(...sigmas).toFixed(3)}`,
    rows: [
      {
        label: '2 to the entropy of each row, and the perplexity',
        value: Math.max(...rows.map((row) => Math.abs(perplexity(row.p) - wanted))),
        tolerance: 1e-6 * wanted,
      },
      { label: 'p of i and j, and p of j and i', value: asymmetry, tolerance: 0 },
      { label: 'sum of all p, and 1', value: Math.abs(total - 1), tolerance: 1e-12 },
      {
        label: 'what the least of the rows has less than 1/2n',
        value: Math.max(0, 1 / (2 * n) - least),
        tolerance: 1e-12,
      },
    ],
  };
}
