/**
 * The threshold t that parts the values best in two, by the largest variance between the classes
 * v ≤ t and v > t, ω₀ ω₁ (μ₀ − μ₁)² (Otsu 1979): one of the values, the smallest of equally good
 * ones. Throws unless there are two different values.
 */
export function otsuThreshold(values: ArrayLike<number>): number {
  const sorted = Float64Array.from(values).sort();
  const n = sorted.length;
  const total = sorted.reduce((sum, v) => sum + v, 0);
  let [best, threshold, sum] = [0, Number.NaN, 0];
  for (let k = 1; k < n; k++) {
    const last = sorted[k - 1] ?? 0;
    sum += last;
    if (last === sorted[k]) continue;
    const between = (k / n) * (1 - k / n) * (sum / k - (total - sum) / (n - k)) ** 2;
    if (between > best) [best, threshold] = [between, last];
  }
  if (Number.isNaN(threshold)) throw new Error('Expected at least two different values.');
  return threshold;
}
