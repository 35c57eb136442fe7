/** The largest of some numbers; −∞ of none. */
function largest(values: ArrayLike<number>): number {
  let found = -Infinity;
  for (let i = 0; i < values.length; i++) found = Math.max(found, values[i] ?? -Infinity);
  return found;
}

/** log Σ eˢ over the logits, computed so that no power overflows. */
export function logSumExp(logits: ArrayLike<number>): number {
  const most = largest(logits);
  let sum = 0;
  for (let i = 0; i < logits.length; i++) sum += Math.exp((logits[i] ?? -Infinity) - most);
  return most + Math.log(sum);
}

/** E(s) = −log Σ eˢ (Liu et al. 2020): low for what the network finds familiar. */
export function energy(logits: ArrayLike<number>): number {
  return -logSumExp(logits);
}

/** The softmax probabilities p of the logits. */
export function probabilities(logits: ArrayLike<number>): number[] {
  const total = logSumExp(logits);
  return Array.from(logits, (logit) => Math.exp(logit - total));
}

/** The maximum softmax probability, max p (Hendrycks and Gimpel 2017). */
export function largestProbability(logits: ArrayLike<number>): number {
  return Math.exp(largest(logits) + energy(logits));
}
