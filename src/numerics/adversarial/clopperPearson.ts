/**
 * The lower end of Clopper and Pearson's (1934) one-sided interval: the p for which k or more
 * successes in n trials have the probability α. With probability 1 − α at least the true p is not
 * below it, for any p and n: no approximation. Exact to about 10⁻¹². Throws unless 0 ≤ k ≤ n.
 */
export function lowerBound(k: number, n: number, alpha: number): number {
  if (!(k >= 0 && k <= n && n > 0)) throw new Error(`Expected 0 to ${n} of ${n}, found ${k}.`);
  if (k === 0) return 0;
  // Below k/n the chance of k or more grows with p, and it has passed α long before.
  let [low, high] = [0, k / n];
  if (k === n) return alpha ** (1 / n);
  for (let i = 0; i < 50; i++) {
    const p = (low + high) / 2;
    if (upperTail(k, n, p) < alpha) low = p;
    else high = p;
  }
  return low;
}

/** P(Bin(n, p) ≥ k) for p < k/n, from P(= k) upwards: each term is smaller than the one before. */
function upperTail(k: number, n: number, p: number): number {
  let logTerm = k * Math.log(p) + (n - k) * Math.log1p(-p);
  for (let i = 1; i <= n - k; i++) logTerm += Math.log((k + i) / i);
  let term = Math.exp(logTerm);
  let total = term;
  for (let i = k; i < n && term > 1e-17 * total; i++) {
    term *= ((n - i) / (i + 1)) * (p / (1 - p));
    total += term;
  }
  return total;
}
