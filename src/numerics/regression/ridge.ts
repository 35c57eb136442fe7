import { addTimes, dot, type Decomposition } from './singularValues.ts';

/** Singular values below this share of the largest are rounding, and count as zero. */
const NEGLIGIBLE = 1e-12;

/**
 * The weights that minimise ‖Φw − y‖² + λ‖w‖², from Φ = USVᵀ: w = Σ s/(s² + λ) (uᵀy) v. With λ = 0 they are
 * the least squares fit and, where many fit equally well, the one of smallest norm.
 */
export function ridge(
  { left, values, right }: Decomposition,
  y: Float64Array,
  lambda: number,
): Float64Array {
  const least = NEGLIGIBLE * (values[0] ?? 0);
  const weights = new Float64Array(right[0]?.length ?? 0);
  values.forEach((s, i) => {
    const [u, v] = [left[i], right[i]];
    if (s > least && u && v) addTimes(weights, v, (s / (s * s + lambda)) * dot(u, y));
  });
  return weights;
}
