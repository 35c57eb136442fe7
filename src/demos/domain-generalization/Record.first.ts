import { candidatesOf } from '#numerics/domains/judge.ts';
import { historyOf, leftOut, recordedRuns } from './recorded.ts';

/** All stages of all trainings that left a domain out, as candidates for a choice. */
export default function first() {
  const trainings = recordedRuns().flatMap((run) => {
    const target = leftOut(run);
    if (!target || run.reversal !== undefined) return [];
    const candidates = candidatesOf(historyOf(run), run.method, target);
    const shares = ['source', 'held', 'target', 'seen', 'worst'] as const;
    for (const one of candidates) {
      for (const share of shares) one[share] = Number(one[share].toFixed(4));
    }
    return [{ target, seed: run.seed, method: run.method, candidates }];
  });
  return Promise.resolve({ trainings });
}
