/** Probabilities p_o = exp(α_o) / Σ exp(α), safe for large α. */
export function softmax(alpha: readonly number[]): number[] {
  const top = Math.max(...alpha);
  const powers = alpha.map((a) => Math.exp(a - top));
  const total = powers.reduce((sum, power) => sum + power, 0);
  return powers.map((power) => power / total);
}
