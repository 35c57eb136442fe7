/**
 * The variance of the two-level estimate of a risk, the mean over m domains drawn from P(D) of the
 * mean over n examples of each: τ²/m + σ²/(mn), where τ² is the variance of the domains' risks, and
 * σ² the mean variance of an example's loss within its domain.
 */
export function estimateVariance(
  { between, within }: { between: number; within: number },
  domains: number,
  examples: number,
): number {
  return between / domains + within / (domains * examples);
}

/** τ² and σ² of domains with these risks and chances, where a loss is 0 or 1: σ² = E[R_d(1 − R_d)]. */
export function varianceTerms(
  risks: readonly number[],
  chances: readonly number[],
): { mean: number; between: number; within: number } {
  const expected = (of: (risk: number) => number) =>
    risks.reduce((sum, risk, d) => sum + (chances[d] ?? 0) * of(risk), 0);
  const mean = expected((risk) => risk);
  return {
    mean,
    between: expected((risk) => (risk - mean) ** 2),
    within: expected((risk) => risk * (1 - risk)),
  };
}
