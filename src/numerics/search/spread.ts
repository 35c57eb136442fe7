/**
 * What one round of differences does to a coordinate before selection: the variance (divided by N) of
 * x_r1 + F (x_r2 − x_r3) over all ordered triples of different members is 1 + 2F²N/(N−1) times that of
 * the N members, and the mean is theirs. Throws for fewer than 3 members.
 */
export function growthOfVariance(members: number, scale: number): number {
  if (members < 3) throw new Error(`Expected at least 3 members, found ${members}.`);
  return 1 + (2 * scale * scale * members) / (members - 1);
}

/** Mean and variance, divided by N, of some numbers. */
export function momentsOf(values: ArrayLike<number>): { mean: number; variance: number } {
  const all = Float64Array.from(values);
  const mean = all.reduce((sum, value) => sum + value, 0) / all.length;
  return { mean, variance: all.reduce((sum, value) => sum + (value - mean) ** 2, 0) / all.length };
}
