import { expectedBest, hitsTop } from '../architectureSearch/bestOfMany.ts';
import { mulberry32 } from '../random.ts';
import { randomWhole } from '../randomArray.ts';
import type { CheckResult } from './context.ts';

/** The chance to draw one of the best k, and the mean of the best of n: formulas, and all draws listed. */
export default function check({ seed }: { seed: number }): Promise<CheckResult> {
  const random = mulberry32(seed);
  const total = randomWhole(random, 5, 11);
  const n = randomWhole(random, 1, total);
  const k = randomWhole(random, 1, total);
  const scores = Array.from({ length: total }, () => random());
  const byScore = scores.toSorted((a, b) => b - a);
  const least = byScore[k - 1] ?? 0;
  let [draws, hits, sum] = [0, 0, 0];
  for (let subset = 0; subset < 2 ** total; subset++) {
    const drawn = scores.filter((_, i) => Math.floor(subset / 2 ** i) % 2 === 1);
    if (drawn.length !== n) continue;
    const best = Math.max(...drawn);
    draws++;
    sum += best;
    if (best >= least) hits++;
  }
  const expected = expectedBest(scores, scores, n)[n - 1] ?? Number.NaN;
  return Promise.resolve({
    statement: `all ${draws} ways to draw ${n} of ${total} networks`,
    rows: [
      {
        label: `draws that hold one of the best ${k}: counted, and the formula`,
        value: Math.abs(hits / draws - hitsTop(k, total, n)),
        tolerance: 1e-12,
      },
      {
        label: 'mean score of the best one drawn: averaged, and the formula',
        value: Math.abs(sum / draws - expected),
        tolerance: 1e-12,
      },
    ],
  });
}
