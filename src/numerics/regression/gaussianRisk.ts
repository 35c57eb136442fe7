/**
 * A learning problem of which all is known: y = β·x + σε, with every x and ε drawn from the standard normal
 * distribution, and a fit that is given the first p of the entries of x. `inside` is the part of ‖β‖² in
 * those p, `outside` in the others.
 */
export interface GaussianFit {
  examples: number;
  size: number;
  /** σ². */
  noise: number;
  inside: number;
  outside: number;
}

/** The three error terms of the fit (optimisation costs nothing: it is exact), in the mean over samples. */
export interface GaussianTerms {
  /** σ², the risk of the best predictor of all. */
  bayes: number;
  /** What is lost because the other entries are not given. */
  approximation: number;
  /** What is lost because n examples had to do: ∞ for p from n − 1 to n + 1. */
  estimation: number;
  risk: number;
}

/**
 * Exact mean terms of the least squares fit of smallest norm. To a fit of p entries, what the others do is
 * noise, too: v = σ² + outside. With p ≤ n − 2 it costs v p/(n − p − 1); with p ≥ n + 2 it costs
 * v n/(p − n − 1), and of β the share 1 − n/p that lies at right angles to all examples is missed.
 */
export function gaussianRisk(fit: GaussianFit): GaussianTerms {
  const { noise, outside } = fit;
  const estimation = varianceOf(fit) + missedOf(fit);
  return {
    bayes: noise,
    approximation: outside,
    estimation,
    risk: noise + outside + estimation,
  };
}

/** What the noise in the labels costs, in the mean. */
export function varianceOf({ examples: n, size: p, noise, outside }: GaussianFit): number {
  if (Math.abs(p - n) < 2) return Infinity;
  const share = p < n ? p / (n - p - 1) : n / (p - n - 1);
  return (noise + outside) * share;
}

/** What of β the fit of smallest norm cannot see, in the mean. */
export function missedOf({ examples: n, size: p, inside }: GaussianFit): number {
  return p > n ? inside * (1 - n / p) : 0;
}

/** How the energy of β, 1 in all, lies among D entries: evenly, or most of it in the first (βⱼ² ∝ 1/j²). */
export type Order = 'even' | 'strongest first';

/** The share of it in the first p of D. */
export function energyInside(order: Order, p: number, D: number): number {
  if (order === 'even') return p / D;
  const upTo = (last: number) => {
    let sum = 0;
    for (let j = last; j >= 1; j--) sum += 1 / j ** 2;
    return sum;
  };
  return upTo(p) / upTo(D);
}
