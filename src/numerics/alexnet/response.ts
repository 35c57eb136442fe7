/** The constants of local response normalisation; the paper's are k = 2, n = 5, α = 10⁻⁴, β = 0.75. */
export interface ResponseSettings {
  k: number;
  /** How many neighbouring channels are summed over, the channel itself in the middle: odd. */
  n: number;
  alpha: number;
  beta: number;
}

/** As printed by Krizhevsky, Sutskever and Hinton (2012, §3.3). */
export const published: ResponseSettings = { k: 2, n: 5, alpha: 1e-4, beta: 0.75 };

/**
 * b_i = a_i / (k + α Σ a_j²)^β, summed over the n channels j around i; at both ends of the channels
 * the sum has fewer terms. `a` holds the channels of one place, in their order.
 */
export function respond(
  a: ArrayLike<number>,
  { k, n, alpha, beta }: ResponseSettings,
): Float64Array {
  const reach = Math.floor(n / 2);
  return Float64Array.from(a, (value, i) => {
    let energy = 0;
    for (let j = Math.max(0, i - reach); j <= Math.min(a.length - 1, i + reach); j++) {
      energy += (a[j] ?? 0) ** 2;
    }
    return value / (k + alpha * energy) ** beta;
  });
}
