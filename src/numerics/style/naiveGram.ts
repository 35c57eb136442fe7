import { Tape } from '../tape.ts';

/** G = FFᵀ [n,n] in float64 from features position by position, [M,n]: the sum as it is defined. */
export function naiveGram(features: Float64Array, n: number): Float64Array {
  const g = new Float64Array(n * n);
  for (let k = 0; k < features.length; k += n) {
    for (let i = 0; i < n; i++) {
      for (let j = 0; j < n; j++) {
        g[i * n + j] = (g[i * n + j] ?? 0) + (features[k + i] ?? 0) * (features[k + j] ?? 0);
      }
    }
  }
  return g;
}

/** ∂E/∂F of E = ‖FFᵀ − A‖²/4n²M², by a tape of additions and multiplications; laid out like the features. */
export function styleLossOnTape(features: Float64Array, a: Float64Array, n: number): Float64Array {
  const tape = new Tape();
  const f = Array.from(features, (value) => tape.leaf(value));
  const m = features.length / n;
  let total = tape.leaf(0);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < n; j++) {
      let difference = tape.leaf(-(a[i * n + j] ?? Number.NaN));
      for (let k = 0; k < m; k++) {
        const product = tape.multiply(f[k * n + i] ?? 0, f[k * n + j] ?? 0);
        difference = tape.add(difference, product);
      }
      total = tape.add(total, tape.multiply(difference, difference));
    }
  }
  const gradients = tape.gradients(tape.multiply(total, tape.leaf(1 / (4 * n * n * m * m))));
  return Float64Array.from(f, (entry) => gradients[entry] ?? Number.NaN);
}
