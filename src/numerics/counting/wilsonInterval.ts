/** Half the width of the middle 95 % of a standard normal distribution. */
export const Z95 = 1.959964;

/** Between which shares the true one may be expected, 0 to 1. */
export interface ShareInterval {
  low: number;
  high: number;
}

/**
 * Wilson's interval for a share of which k of n were seen: all p for which the seen share k/n is no
 * more than z standard deviations √(p(1−p)/n) from p. Everything, 0 to 1, where nothing was seen.
 * E. B. Wilson, 1927. Throws unless 0 ≤ k ≤ n.
 */
export function wilsonInterval(k: number, n: number, z = Z95): ShareInterval {
  if (!(k >= 0 && k <= n)) throw new Error(`Expected 0 to ${n} of ${n}, found ${k}.`);
  if (n === 0) return { low: 0, high: 1 };
  const share = k / n;
  const shrunk = (k + (z * z) / 2) / (n + z * z);
  const half = (z / (n + z * z)) * Math.sqrt(n * share * (1 - share) + (z * z) / 4);
  return {
    low: k === 0 ? 0 : shrunk - half,
    high: k === n ? 1 : shrunk + half,
  };
}
