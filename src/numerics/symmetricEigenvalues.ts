/**
 * Eigenvalues of a symmetric matrix, smallest first, by Jacobi's rotations: each sets one entry off
 * the diagonal to zero, and the sum of their squares only ever falls. Float64; meant for matrices
 * of a few dozen rows, such as the curvature of a loss in the entries of one kernel.
 * `matrix` is n×n, row by row. Throws when its length is not a square.
 */
export function symmetricEigenvalues(matrix: ArrayLike<number>): Float64Array {
  const n = Math.round(Math.sqrt(matrix.length));
  if (n * n !== matrix.length) {
    throw new Error(`Expected an n×n matrix, found ${matrix.length} entries.`);
  }
  const a = Float64Array.from(matrix);
  const get = (i: number, j: number) => a[i * n + j] ?? Number.NaN;
  for (let sweep = 0; sweep < SWEEPS; sweep++) {
    for (let p = 0; p < n; p++) {
      for (let q = p + 1; q < n; q++) {
        if (get(p, q) === 0) continue;
        const theta = (get(q, q) - get(p, p)) / (2 * get(p, q));
        const t = Math.sign(theta || 1) / (Math.abs(theta) + Math.hypot(theta, 1));
        const cosine = 1 / Math.hypot(t, 1);
        const sine = t * cosine;
        for (let k = 0; k < n; k++) {
          const [kp, kq] = [get(k, p), get(k, q)];
          a[k * n + p] = cosine * kp - sine * kq;
          a[k * n + q] = sine * kp + cosine * kq;
        }
        for (let k = 0; k < n; k++) {
          const [pk, qk] = [get(p, k), get(q, k)];
          a[p * n + k] = cosine * pk - sine * qk;
          a[q * n + k] = sine * pk + cosine * qk;
        }
      }
    }
  }
  return Float64Array.from({ length: n }, (_, i) => get(i, i)).sort();
}

/** Convergence is quadratic once the matrix is nearly diagonal; nine rows need about six. */
const SWEEPS = 12;
