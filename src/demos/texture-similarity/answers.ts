import type { Retrieved } from '#numerics/tasks/texture-similarity-retrieve.ts';
import { K } from './patches.ts';
import { compared } from './state.ts';
import type { Compared } from './measureWords.ts';

/** What one patch, and all together, found by a measure. */
export interface Seen {
  /** The nearest, nearest first. */
  answers: number[];
  /** Of these: the share of the patch's own texture; and the mean share over all patches. */
  own: number;
  all: number;
}

/** What the query found by each measure. */
export function seenBy(found: Record<Compared, Retrieved>, query: number): Record<Compared, Seen> {
  const entries = compared.map((measure): [Compared, Seen] => {
    const { near, precision } = found[measure];
    const sum = precision.reduce((total, value) => total + value, 0);
    return [
      measure,
      {
        answers: [...near.subarray(query * K, (query + 1) * K)],
        own: precision[query] ?? 0,
        all: sum / precision.length,
      },
    ];
  });
  return Object.fromEntries(entries) as Record<Compared, Seen>;
}

export const answersOf = (seen: Record<Compared, Seen>, measure: Compared): number[] =>
  seen[measure].answers;
