/**
 * The probability that at least one of n networks, drawn without putting back, is among the best k
 * of N: 1 − C(N−k, n) / C(N, n).
 */
export function hitsTop(k: number, total: number, n: number): number {
  let misses = 1;
  for (let i = 0; i < n; i++) misses *= Math.max(0, total - k - i) / (total - i);
  return 1 - misses;
}

/**
 * What random search may expect, exactly: the mean `value` of
 * the one with the best score among n drawn without putting
 * back, for n from 1 to `most`. Sorted from the worst up, the
 * r-th of N is the best of n with probability C(r−1, n−1)/C(N, n).
 */
export function expectedBest(
  scores: readonly number[],
  values: readonly number[],
  most: number,
): number[] {
  const total = scores.length;
  const byScore = scores.map((_, i) => i).sort((a, b) => (scores[a] ?? 0) - (scores[b] ?? 0));
  const expected: number[] = [];
  for (let n = 1; n <= most; n++) {
    // From the best down: the best is drawn with probability n/N, and so on.
    let [probability, mean] = [n / total, 0];
    for (let rank = total; rank >= n; rank--) {
      mean += probability * (values[byScore[rank - 1] ?? 0] ?? 0);
      probability *= (rank - n) / (rank - 1 || 1);
    }
    expected.push(mean);
  }
  return expected;
}
