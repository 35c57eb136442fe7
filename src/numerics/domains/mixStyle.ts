/** Mean and standard deviation of each colour over a picture's pixels. */
function statistics(values: Float32Array): { mean: number[]; deviation: number[] } {
  const pixels = values.length / 3;
  const mean = [0, 0, 0];
  const squares = [0, 0, 0];
  values.forEach((value, i) => {
    mean[i % 3] = (mean[i % 3] ?? 0) + value / pixels;
    squares[i % 3] = (squares[i % 3] ?? 0) + value ** 2 / pixels;
  });
  const deviation = mean.map((m, c) => Math.sqrt(Math.max(0, (squares[c] ?? 0) - m ** 2) + 1e-6));
  return { mean, deviation };
}

/**
 * A picture x with some of another's style, as MixStyle (Zhou et al. 2021) does it with features, here
 * with the pixels, RGB one after the other: each colour is standardised and then given the mean
 * λμ(x) + (1−λ)μ(x′) and the deviation λσ(x) + (1−λ)σ(x′). Where things are stays as it is.
 */
export function mixStyle(x: Float32Array, other: Float32Array, share: number): Float32Array {
  const [own, alien] = [statistics(x), statistics(other)];
  const mixed = (a: number[], b: number[], c: number) =>
    share * (a[c] ?? 0) + (1 - share) * (b[c] ?? 0);
  return x.map((value, i) => {
    const c = i % 3;
    const standard = (value - (own.mean[c] ?? 0)) / (own.deviation[c] ?? 1);
    return standard * mixed(own.deviation, alien.deviation, c) + mixed(own.mean, alien.mean, c);
  });
}

/**
 * A number in [0, 1] from Beta(α, α), α < 1, by Jöhnk's rejection: U^(1/α) / (U^(1/α) + V^(1/α)) where
 * that sum is at most 1. Mostly near 0 or near 1.
 */
export function drawShare(alpha: number, random: () => number): number {
  for (;;) {
    const [u, v] = [random() ** (1 / alpha), random() ** (1 / alpha)];
    if (u + v <= 1 && u + v > 0) return u / (u + v);
  }
}
