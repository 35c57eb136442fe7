import { binomialProbabilities } from '../counting/binomial.ts';
import { wilsonInterval, Z95 } from '../counting/wilsonInterval.ts';
import { mulberry32 } from '../random.ts';
import { randomWhole } from '../randomArray.ts';
import type { CheckResult } from './context.ts';

/** True shares at which the interval's promise is counted. */
const SHARES = 400;

/** Wilson's ends lie z standard deviations from what was seen, and hold the true share 95 times in 100. */
export default function check({ seed }: { seed: number }): Promise<CheckResult> {
  const random = mulberry32(seed);
  const n = randomWhole(random, 10, 80);
  const k = randomWhole(random, 1, n - 1);
  const ends = wilsonInterval(k, n);
  const away = (p: number) => Math.abs(k / n - p) - Z95 * Math.sqrt((p * (1 - p)) / n);

  // Every outcome of n trials, with its exact probability, for many true shares.
  const intervals = Array.from({ length: n + 1 }, (_, seen) => wilsonInterval(seen, n));
  let covered = 0;
  for (let i = 0; i < SHARES; i++) {
    const p = (i + 0.5) / SHARES;
    binomialProbabilities(n, p).forEach((probability, seen) => {
      const { low = 0, high = 1 } = intervals[seen] ?? {};
      if (low <= p && p <= high) covered += probability / SHARES;
    });
  }
  return Promise.resolve({
    statement: `${k} of ${n} right: from ${(100 * ends.low).toFixed(1)} to ${(100 * ends.high).toFixed(1)} %. Over all true shares it holds the true one in ${(100 * covered).toFixed(1)} % of all studies of ${n} trials`,
    rows: [
      {
        label: 'distance of the lower end from k/n, and z standard deviations',
        value: Math.abs(away(ends.low)),
        tolerance: 1e-12,
      },
      {
        label: 'distance of the upper end from k/n, and z standard deviations',
        value: Math.abs(away(ends.high)),
        tolerance: 1e-12,
      },
      { label: 'how often it holds, and 95 %', value: Math.abs(covered - 0.95), tolerance: 0.01 },
    ],
  });
}
