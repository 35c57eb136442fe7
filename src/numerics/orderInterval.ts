/** A median, and between which two of the values the true one lies. */
export interface OrderInterval {
  median: number;
  low: number;
  high: number;
}

/**
 * The median of independent measurements, and an interval that holds the true median with a
 * probability of at least 95 %, whatever their distribution: from the k-th smallest to the k-th
 * largest value, for n values with the largest k for which 2 P(Bin(n, ½) < k) ≤ 5 %. With fewer than
 * six values no such k exists, and the interval is everything, from −∞ to ∞. Throws without values.
 */
export function orderInterval(values: readonly number[]): OrderInterval {
  const sorted = values.toSorted((a, b) => a - b);
  const n = sorted.length;
  const middle = [sorted[(n - 1) >> 1], sorted[n >> 1]];
  const [below, above] = middle;
  if (below === undefined || above === undefined) {
    throw new Error('Expected at least one value to take the median of, found none.');
  }
  const k = rank(n);
  return {
    median: (below + above) / 2,
    low: sorted[k - 1] ?? Number.NEGATIVE_INFINITY,
    high: sorted[n - k] ?? Number.POSITIVE_INFINITY,
  };
}

/** The largest k with 2 P(Bin(n, ½) < k) ≤ 5 %; 0 if there is none. */
function rank(n: number): number {
  let outside = 0;
  let term = 0.5 ** n;
  for (let k = 1; k <= n / 2; k++) {
    outside += 2 * term;
    if (outside > 0.05) return k - 1;
    term *= (n - k + 1) / k;
  }
  return Math.floor(n / 2);
}
