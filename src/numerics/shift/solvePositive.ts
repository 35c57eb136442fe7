/**
 * x with A x = b for a symmetric positive definite A [n,n], row by row, by Cholesky's factors
 * A = L Lᵀ. Throws when A is not positive definite.
 */
export function solvePositive(a: Float64Array, b: Float64Array): Float64Array {
  const n = b.length;
  const l = new Float64Array(n * n);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j <= i; j++) {
      let rest = a[i * n + j] ?? 0;
      for (let k = 0; k < j; k++) rest -= (l[i * n + k] ?? 0) * (l[j * n + k] ?? 0);
      if (i === j && !(rest > 0)) throw new Error('Expected a positive definite matrix.');
      l[i * n + j] = i === j ? Math.sqrt(rest) : rest / (l[j * n + j] ?? 1);
    }
  }
  const x = Float64Array.from(b);
  for (let i = 0; i < n; i++) {
    for (let k = 0; k < i; k++) x[i] = (x[i] ?? 0) - (l[i * n + k] ?? 0) * (x[k] ?? 0);
    x[i] = (x[i] ?? 0) / (l[i * n + i] ?? 1);
  }
  for (let i = n - 1; i >= 0; i--) {
    for (let k = i + 1; k < n; k++) x[i] = (x[i] ?? 0) - (l[k * n + i] ?? 0) * (x[k] ?? 0);
    x[i] = (x[i] ?? 0) / (l[i * n + i] ?? 1);
  }
  return x;
}
