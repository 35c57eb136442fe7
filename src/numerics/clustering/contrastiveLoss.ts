import type { PairLoss } from './metaClassification.ts';
import { pairIndex } from './pairs.ts';

/** How far apart, in nats, two different points have to be for the loss to let them go. */
export const MARGIN = 2;
/** Keeps the logarithms finite. */
const LEAST = 1e-7;

/** KL(p‖q) = Σ p log(p/q), in nats. */
export function divergence(p: ArrayLike<number>, q: ArrayLike<number>): number {
  let sum = 0;
  for (let c = 0; c < p.length; c++) {
    const [a, b] = [p[c] ?? 0, q[c] ?? 0];
    if (a > 0) sum += a * Math.log(a / b);
  }
  return sum;
}

/**
 * KCL (Hsu and Kira 2016; Hsu et al. 2018): for a pair that is the same KL(pᵢ‖pⱼ) + KL(pⱼ‖pᵢ); for one
 * that is not, max(0, margin − KL(pᵢ‖pⱼ)) + max(0, margin − KL(pⱼ‖pᵢ)). Mean over the pairs; the
 * gradient in p [n, K] with the entries of p as free numbers.
 */
export function contrastiveLoss(p: Float64Array, k: number, same: ArrayLike<number>): PairLoss {
  const n = p.length / k;
  const pairs = same.length;
  const logs = Float64Array.from(p, (value) => Math.log(Math.max(LEAST, value)));
  const gradient = new Float64Array(p.length);
  let loss = 0;
  const push = (at: number, by: number) => (gradient[at] = (gradient[at] ?? 0) + by / pairs);
  const oneWay = (i: number, j: number, s: number) => {
    let kl = 0;
    for (let c = 0; c < k; c++) {
      kl += (p[i * k + c] ?? 0) * ((logs[i * k + c] ?? 0) - (logs[j * k + c] ?? 0));
    }
    const hinge = Math.max(0, MARGIN - kl);
    loss += s * kl + (1 - s) * hinge;
    const slope = s - (hinge > 0 ? 1 - s : 0);
    if (slope === 0) return;
    for (let c = 0; c < k; c++) {
      const [own, other] = [i * k + c, j * k + c];
      push(own, slope * ((logs[own] ?? 0) - (logs[other] ?? 0) + 1));
      push(other, (-slope * (p[own] ?? 0)) / Math.max(LEAST, p[other] ?? 0));
    }
  };
  for (let i = 1; i < n; i++) {
    for (let j = 0; j < i; j++) {
      const s = same[pairIndex(i, j)] ?? 0;
      oneWay(i, j, s);
      oneWay(j, i, s);
    }
  }
  return { loss: loss / pairs, gradient };
}
