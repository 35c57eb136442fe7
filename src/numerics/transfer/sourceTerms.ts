/** Expected squared error of the weights, ‖w − w*‖², in its two parts. */
export interface SourceTerms {
  bias: number;
  variance: number;
}

/** How far the start is from the truth, ‖w_S − w*‖; how strongly it pulls; σ² of the answers. */
export interface SourceSetting {
  distance: number;
  lambda: number;
  noise: number;
}

/**
 * Bias and variance of the ridge towards a source, given the eigenvalues s of XᵀX, for a source that lies
 * off the truth in a random direction, every direction equally likely:
 * bias λ²‖w_S − w*‖² · mean 1/(s + λ)², variance σ² Σ s/(s + λ)². With λ = 0 it is least squares, which
 * needs all s > 0.
 */
export function sourceTerms(
  eigenvalues: readonly number[],
  { distance, lambda, noise }: SourceSetting,
): SourceTerms {
  const sum = (of: (s: number) => number) => eigenvalues.reduce((total, s) => total + of(s), 0);
  const mean = sum((s) => 1 / (s + lambda) ** 2) / eigenvalues.length;
  return {
    bias: lambda === 0 ? 0 : lambda ** 2 * distance ** 2 * mean,
    variance: noise * sum((s) => s / (s + lambda) ** 2),
  };
}

/** The λ with the least expected error, whatever X is: d σ²/‖w_S − w*‖². Infinite if the source is the truth. */
export function bestPull(features: number, noise: number, distance: number): number {
  return (features * noise) / distance ** 2;
}
