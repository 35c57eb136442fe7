/**
 * The entries i > j of a symmetric n×n matrix, row by row: n(n − 1)/2 numbers, each pair's once, that
 * of points i and j at i(i − 1)/2 + j.
 */
export function eachPairOnce(matrix: Float64Array, n: number): Float64Array {
  const found = new Float64Array((n * (n - 1)) / 2);
  for (let i = 1, at = 0; i < n; at += i, i++) found.set(matrix.subarray(i * n, i * n + i), at);
  return found;
}
