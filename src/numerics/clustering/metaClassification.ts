import { pairIndex } from './pairs.ts';

/** A loss over all pairs, and its gradient in what it depends on. */
export interface PairLoss {
  /** Mean over the pairs, in nats. */
  loss: number;
  /** ∂L/∂p [n, K], row by row. */
  gradient: Float64Array;
}

/** Keeps ŝ away from 0 and 1, where the logarithm ends. */
const EDGE = 1e-7;

/**
 * The meta classification likelihood (Hsu et al. 2019). ŝᵢⱼ = pᵢᵀpⱼ is the probability that i and j fall
 * into one cluster if each is drawn from its own p; L = −mean of s log ŝ + (1 − s) log(1 − ŝ), and
 * ∂L/∂pᵢ = mean over j of (ŝ − s)/(ŝ(1 − ŝ)) pⱼ. `p` is [n, K] row by row, `same` has s of each pair.
 */
export function metaClassification(p: Float64Array, k: number, same: ArrayLike<number>): PairLoss {
  const n = p.length / k;
  const gradient = new Float64Array(p.length);
  const pairs = same.length;
  let loss = 0;
  for (let i = 1; i < n; i++) {
    for (let j = 0; j < i; j++) {
      let inner = 0;
      for (let c = 0; c < k; c++) inner += (p[i * k + c] ?? 0) * (p[j * k + c] ?? 0);
      const predicted = Math.min(1 - EDGE, Math.max(EDGE, inner));
      const s = same[pairIndex(i, j)] ?? 0;
      if (s > 0) loss -= s * Math.log(predicted);
      if (s < 1) loss -= (1 - s) * Math.log(1 - predicted);
      if (predicted !== inner) continue;
      const slope = (predicted - s) / (predicted * (1 - predicted)) / pairs;
      for (let c = 0; c < k; c++) {
        gradient[i * k + c] = (gradient[i * k + c] ?? 0) + slope * (p[j * k + c] ?? 0);
        gradient[j * k + c] = (gradient[j * k + c] ?? 0) + slope * (p[i * k + c] ?? 0);
      }
    }
  }
  return { loss: loss / pairs, gradient };
}
