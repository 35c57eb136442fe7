/** Equal weights, which make the sum of weighted losses their mean. */
export function evenWeights(groups: number): number[] {
  return Array.from({ length: groups }, () => 1 / groups);
}

/**
 * Group-DRO's weights after one more look at the losses
 * (Sagawa et al. 2020): q_d ∝ q_d exp(η L_d), a step of
 * exponentiated gradient ascent on Σ q_d L_d over q ≥ 0,
 * Σ q = 1. If the losses stay, q_d ∝ exp(η t L_d) after t
 * steps from even weights: all goes to the largest.
 */
export function raiseWeights(
  weights: readonly number[],
  losses: readonly number[],
  rate: number,
): number[] {
  // The largest exponent is 0: nothing overflows.
  const largest = Math.max(...losses);
  const raised = weights.map((q, d) => {
    const below = (losses[d] ?? 0) - largest;
    return q * Math.exp(rate * below);
  });
  const total = raised.reduce((sum, q) => sum + q, 0);
  return raised.map((q) => q / total);
}
