import { softmax } from './softmax.ts';

/**
 * DARTS's mixture (Liu et al. 2019), ō(x) = Σ p_o o(x) with
 * p = softmax(α), and ∂L/∂α_o = p_o ⟨g, o(x) − ō(x)⟩, where g
 * is the upstream gradient at ō(x).
 */
export function mixedOperation(
  alpha: readonly number[],
  outputs: readonly ArrayLike<number>[],
  upstream: ArrayLike<number>,
): { mixture: number[]; gradient: number[] } {
  const p = softmax(alpha);
  const mixture = Array.from(upstream, (_, i) =>
    outputs.reduce((sum, output, o) => sum + (p[o] ?? 0) * (output[i] ?? 0), 0),
  );
  const gradient = outputs.map((output, o) =>
    mixture.reduce(
      (sum, mean, i) => sum + (p[o] ?? 0) * (upstream[i] ?? 0) * ((output[i] ?? 0) - mean),
      0,
    ),
  );
  return { mixture, gradient };
}
