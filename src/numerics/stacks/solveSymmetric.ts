/**
 * x with Ax = b for a symmetric positive definite matrix given as its rows: A = LLᵀ (Cholesky), then
 * forward and back. Throws when A is not positive definite.
 */
export function solveSymmetric(rows: readonly Float64Array[], b: Float64Array): Float64Array {
  const n = b.length;
  const factor = rows.map((row) => Float64Array.from(row));
  const at = (i: number, j: number) => factor[i]?.[j] ?? Number.NaN;
  const set = (i: number, j: number, value: number) => {
    const row = factor[i];
    if (row) row[j] = value;
  };
  for (let j = 0; j < n; j++) {
    for (let i = j; i < n; i++) {
      let sum = at(i, j);
      for (let k = 0; k < j; k++) sum -= at(i, k) * at(j, k);
      if (i > j) set(i, j, sum / at(j, j));
      else if (sum > 0) set(j, j, Math.sqrt(sum));
      else throw new Error('Expected a positive definite matrix.');
    }
  }
  const x = Float64Array.from(b);
  for (let i = 0; i < n; i++) {
    let sum = x[i] ?? 0;
    for (let k = 0; k < i; k++) sum -= at(i, k) * (x[k] ?? 0);
    x[i] = sum / at(i, i);
  }
  for (let i = n - 1; i >= 0; i--) {
    let sum = x[i] ?? 0;
    for (let k = i + 1; k < n; k++) sum -= at(k, i) * (x[k] ?? 0);
    x[i] = sum / at(i, i);
  }
  return x;
}
