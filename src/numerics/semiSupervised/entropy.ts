import { softmaxRows } from './pseudoLabels.ts';

/** H(p) = −Σ p log p of the softmax of logits s, in nats. */
export function entropy(s: Float64Array): number {
  const p = softmaxRows(s, s.length);
  return -p.reduce((sum, share) => sum + (share > 0 ? share * Math.log(share) : 0), 0);
}

/** ∂H/∂s_k = −p_k (log p_k + H). */
export function entropyGradient(s: Float64Array): Float64Array {
  const p = softmaxRows(s, s.length);
  const h = entropy(s);
  return p.map((share) => (share > 0 ? -share * (Math.log(share) + h) : 0));
}
