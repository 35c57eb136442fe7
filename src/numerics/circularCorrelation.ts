/**
 * Cross-correlation of an image that is joined at its sides, one channel, stride 1:
 * Y[r,c] = Σ X[r+a, c+b] · K[a,b], indices modulo the image's size. In float64, from the definition.
 * x and the kernel are row by row.
 */
export function circularCorrelation(
  x: readonly (readonly number[])[],
  kernel: readonly (readonly number[])[],
): number[][] {
  const [h, w] = [x.length, x[0]?.length ?? 0];
  return x.map((row, r) =>
    row.map((_, c) => {
      let sum = 0;
      kernel.forEach((weights, a) =>
        weights.forEach((weight, b) => {
          sum += weight * (x[(r + a) % h]?.[(c + b) % w] ?? Number.NaN);
        }),
      );
      return sum;
    }),
  );
}
