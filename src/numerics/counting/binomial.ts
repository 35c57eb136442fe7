/** P(X = k) for k from 0 to n, of n independent trials that succeed with probability p. */
export function binomialProbabilities(n: number, p: number): number[] {
  if (p === 0 || p === 1) return Array.from({ length: n + 1 }, (_, k) => +(k === p * n));
  const logs = [n * Math.log1p(-p)];
  for (let k = 1; k <= n; k++) {
    logs.push((logs[k - 1] ?? 0) + Math.log((n - k + 1) / k) + Math.log(p) - Math.log1p(-p));
  }
  return logs.map(Math.exp);
}

/** P(X ≥ k): how often n tosses of a coin that falls right with probability p do at least as well. */
export function atLeast(k: number, n: number, p = 0.5): number {
  return binomialProbabilities(n, p)
    .slice(k)
    .reduce((sum, probability) => sum + probability, 0);
}
