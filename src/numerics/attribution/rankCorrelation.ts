import { correlation } from '../correlation.ts';

/**
 * Spearman's ρ: the correlation of the ranks of two equally long lists; equal values share the mean
 * of their ranks. Without such ties it is 1 − 6Σd²/(n(n² − 1)). NaN where a list is constant.
 */
export function rankCorrelation(a: ArrayLike<number>, b: ArrayLike<number>): number {
  if (a.length !== b.length) {
    throw new Error(`Expected lists of one length, found ${a.length} and ${b.length}.`);
  }
  return correlation(ranks(a), ranks(b));
}

/** Ranks from 1; equal values share the mean of theirs. */
export function ranks(values: ArrayLike<number>): Float64Array {
  const order = Array.from(values, (_, i) => i).sort((i, j) => (values[i] ?? 0) - (values[j] ?? 0));
  const found = new Float64Array(values.length);
  for (let first = 0; first < order.length;) {
    let next = first + 1;
    while (next < order.length && values[order[next] ?? 0] === values[order[first] ?? 0]) next++;
    for (let k = first; k < next; k++) found[order[k] ?? 0] = (first + 1 + next) / 2;
    first = next;
  }
  return found;
}
