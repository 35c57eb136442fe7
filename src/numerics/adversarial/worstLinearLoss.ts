/** A linear classifier of two classes: y = ±1 is predicted with score wᵀx. */
export interface LinearExample {
  w: ArrayLike<number>;
  x: ArrayLike<number>;
  /** +1 or −1. */
  y: number;
}

/** The logistic loss log(1 + exp(−y wᵀ(x + δ))). */
export function logisticLoss({ w, x, y }: LinearExample, delta: ArrayLike<number> = []): number {
  let score = 0;
  for (let i = 0; i < w.length; i++) score += (w[i] ?? 0) * ((x[i] ?? 0) + (delta[i] ?? 0));
  return Math.log1p(Math.exp(-y * score));
}

/** The δ of largest loss with ‖δ‖∞ ≤ ε: −ε y sign(w), since the loss falls with y wᵀδ. */
export function worstDelta({ w, y }: LinearExample, epsilon: number): Float64Array {
  return Float64Array.from(w, (value) => -epsilon * y * Math.sign(value));
}

/** ∂/∂w of the loss at a δ that is held fixed: −y (x + δ)/(1 + exp(y wᵀ(x + δ))). */
export function weightGradientAt(example: LinearExample, delta: ArrayLike<number>): Float64Array {
  const { x, y } = example;
  const wrong = 1 - Math.exp(-logisticLoss(example, delta));
  return Float64Array.from(x, (value, i) => -y * wrong * (value + (delta[i] ?? 0)));
}
