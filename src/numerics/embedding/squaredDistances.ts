/**
 * ‖xᵢ − xⱼ‖² = bᵢᵢ + bⱼⱼ − 2bᵢⱼ for all pairs, row by row, from the inner products B of n points (see
 * `centredProducts`). Exactly symmetric, zero on the diagonal, and never below zero by rounding.
 */
export function squaredDistances(products: ArrayLike<number>, n: number): Float64Array {
  const found = new Float64Array(n * n);
  const b = (i: number, j: number) => products[i * n + j] ?? Number.NaN;
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < i; j++) {
      const squared = Math.max(0, b(i, i) + b(j, j) - b(i, j) - b(j, i));
      found[i * n + j] = squared;
      found[j * n + i] = squared;
    }
  }
  return found;
}

/** The same for points of the plane, x and y in turn. */
export function squaredDistancesInPlane(y: ArrayLike<number>): Float64Array {
  const n = y.length / 2;
  const found = new Float64Array(n * n);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < i; j++) {
      const across = (y[2 * i] ?? 0) - (y[2 * j] ?? 0);
      const up = (y[2 * i + 1] ?? 0) - (y[2 * j + 1] ?? 0);
      const squared = across * across + up * up;
      found[i * n + j] = squared;
      found[j * n + i] = squared;
    }
  }
  return found;
}
