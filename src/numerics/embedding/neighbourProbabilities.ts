/** A point's probabilities of picking each other point as its neighbour, and the width they came from. */
export interface Neighbourhood {
  /** p_{j|i} for all j; 0 for i itself. They sum to 1. */
  p: Float64Array;
  /** σᵢ, in the unit of the distances. */
  sigma: number;
}

/** Halvings of the interval for 1/2σ²: far below rounding. */
const HALVINGS = 40;

/**
 * p_{j|i} = exp(−dᵢⱼ²/2σᵢ²) / Σₖ exp(−dᵢₖ²/2σᵢ²), with σᵢ found by bisection such that the row's
 * perplexity, 2^H, is the given one (van der Maaten and Hinton 2008, §2). The perplexity only grows
 * with σᵢ, from the number of nearest points to n − 1; a value out of that range gives its end.
 * `squared` has the n squared distances from point i.
 */
export function neighbourhood(
  squared: ArrayLike<number>,
  i: number,
  perplexity: number,
): Neighbourhood {
  const n = squared.length;
  let nearest = Infinity;
  let furthest = 0;
  for (let j = 0; j < n; j++) {
    if (j === i) continue;
    nearest = Math.min(nearest, squared[j] ?? 0);
    furthest = Math.max(furthest, squared[j] ?? 0);
  }
  const wanted = Math.log(perplexity);
  const p = new Float64Array(n);
  // In units of the distances' own spread, so that the search does not depend on their scale.
  const unit = furthest - nearest || 1;
  let [low, high] = [1e-9, 1e9];
  let precision = 1;
  for (let halving = 0; halving < HALVINGS; halving++) {
    precision = Math.sqrt(low * high);
    if (weigh(squared, i, nearest, precision / unit, p) > wanted) low = precision;
    else high = precision;
  }
  return { p, sigma: Math.sqrt(unit / (2 * precision)) };
}

/** Writes the row for exp(−precision·d²), and returns its entropy in nats. */
function weigh(
  squared: ArrayLike<number>,
  i: number,
  nearest: number,
  precision: number,
  p: Float64Array,
): number {
  let [total, mean] = [0, 0];
  for (let j = 0; j < p.length; j++) {
    // Less the smallest distance: a common factor, without which all weights may round to zero.
    const excess = precision * ((squared[j] ?? 0) - nearest);
    const weight = j === i ? 0 : Math.exp(-excess);
    p[j] = weight;
    total += weight;
    mean += weight * excess;
  }
  for (let j = 0; j < p.length; j++) p[j] = (p[j] ?? 0) / total;
  return Math.log(total) + mean / total;
}

/**
 * P = (pᵢⱼ) for all pairs, pᵢⱼ = (p_{j|i} + p_{i|j}) / 2n: symmetric, zero on the diagonal, sum 1, and
 * every point's row sums to more than 1/2n, so that no outlier is without a say.
 * `squared` is n×n, row by row.
 */
export function neighbourProbabilities(
  squared: Float64Array,
  n: number,
  perplexity: number,
): Float64Array {
  const p = new Float64Array(n * n);
  for (let i = 0; i < n; i++) {
    const row = neighbourhood(squared.subarray(i * n, (i + 1) * n), i, perplexity).p;
    for (let j = 0; j < n; j++) {
      const half = (row[j] ?? 0) / (2 * n);
      p[i * n + j] = (p[i * n + j] ?? 0) + half;
      p[j * n + i] = (p[j * n + i] ?? 0) + half;
    }
  }
  return p;
}
