/**
 * The k nearest other points of every point, nearest first, from n×n squared distances; of equally
 * near ones that with the smaller number first. [n][k], flat.
 */
export function nearest(squared: Float64Array, n: number, k: number): Uint16Array {
  const found = new Uint16Array(n * k);
  for (let i = 0; i < n; i++) {
    const row = squared.subarray(i * n, (i + 1) * n);
    const kept: number[] = [];
    for (let j = 0; j < n; j++) {
      if (j === i) continue;
      const distance = row[j] ?? Infinity;
      if (kept.length === k && distance >= (row[kept[k - 1] ?? 0] ?? Infinity)) continue;
      let at = kept.length;
      while (at > 0 && distance < (row[kept[at - 1] ?? 0] ?? Infinity)) at--;
      kept.splice(at, 0, j);
      if (kept.length > k) kept.pop();
    }
    found.set(kept, i * k);
  }
  return found;
}

/**
 * Share of points whose class is the one that most of their k nearest have, each point being left
 * out of its own vote; where classes tie, that of the nearest point among them wins.
 */
export function neighbourAccuracy(near: Uint16Array, labels: readonly number[], k: number): number {
  const n = labels.length;
  let right = 0;
  for (let i = 0; i < n; i++) {
    const votes = new Map<number, number>();
    for (const j of near.subarray(i * k, (i + 1) * k)) {
      const label = labels[j] ?? -1;
      votes.set(label, (votes.get(label) ?? 0) + 1);
    }
    // A map keeps the order of arrival, which is that of nearness.
    const [winner] = [...votes].reduce((best, one) => (one[1] > best[1] ? one : best));
    if (winner === labels[i]) right++;
  }
  return right / n;
}

/** Share of the k nearest in one space that are among the k nearest in another, over all points. */
export function neighboursKept(a: Uint16Array, b: Uint16Array, k: number): number {
  let kept = 0;
  for (let first = 0; first < a.length; first += k) {
    const other = new Set(b.subarray(first, first + k));
    for (const j of a.subarray(first, first + k)) if (other.has(j)) kept++;
  }
  return kept / a.length;
}
