/** Eigenvalues of a symmetric matrix, largest first, and the unit vectors that belong to them. */
export interface SymmetricEigen {
  values: Float64Array;
  /** One vector an eigenvalue, in their order; none begins with a negative entry. */
  vectors: Float64Array[];
}

/**
 * Eigenvalues of a symmetric matrix, smallest first; see `symmetricEigen`.
 * `matrix` is n×n, row by row. Throws when its length is not a square.
 */
export function symmetricEigenvalues(matrix: ArrayLike<number>): Float64Array {
  return symmetricEigen(matrix).values.reverse();
}

/**
 * Eigenvalues and eigenvectors by Jacobi's rotations: each sets one entry off
 * the diagonal to zero, and the sum of their squares only ever falls. Float64; meant for matrices
 * of a few dozen rows, such as the curvature of a loss in the entries of one kernel.
 * `matrix` is n×n, row by row. Throws when its length is not a square.
 */
export function symmetricEigen(matrix: ArrayLike<number>): SymmetricEigen {
  const n = Math.round(Math.sqrt(matrix.length));
  if (n * n !== matrix.length) {
    throw new Error(`Expected an n×n matrix, found ${matrix.length} entries.`);
  }
  const a = Float64Array.from(matrix);
  const v = Float64Array.from({ length: n * n }, (_, i) => (i % (n + 1) === 0 ? 1 : 0));
  const get = (i: number, j: number) => a[i * n + j] ?? Number.NaN;
  /** Turns a pair of entries by the angle. */
  const turn = (of: Float64Array, i: number, j: number, cosine: number, sine: number) => {
    const [x, y] = [of[i] ?? Number.NaN, of[j] ?? Number.NaN];
    of[i] = cosine * x - sine * y;
    of[j] = sine * x + cosine * y;
  };
  for (let sweep = 0; sweep < SWEEPS; sweep++) {
    for (let p = 0; p < n; p++) {
      for (let q = p + 1; q < n; q++) {
        if (get(p, q) === 0) continue;
        const theta = (get(q, q) - get(p, p)) / (2 * get(p, q));
        const t = Math.sign(theta || 1) / (Math.abs(theta) + Math.hypot(theta, 1));
        const cosine = 1 / Math.hypot(t, 1);
        const sine = t * cosine;
        for (let k = 0; k < n; k++) turn(a, k * n + p, k * n + q, cosine, sine);
        for (let k = 0; k < n; k++) turn(a, p * n + k, q * n + k, cosine, sine);
        for (let k = 0; k < n; k++) turn(v, k * n + p, k * n + q, cosine, sine);
      }
    }
  }
  const order = Array.from({ length: n }, (_, i) => i).sort((i, j) => get(j, j) - get(i, i));
  return {
    values: Float64Array.from(order, (i) => get(i, i)),
    vectors: order.map((i) => {
      const vector = Float64Array.from({ length: n }, (_, k) => v[k * n + i] ?? Number.NaN);
      return (vector[0] ?? 0) < 0 ? vector.map((value) => -value) : vector;
    }),
  };
}

/** Convergence is quadratic once the matrix is nearly diagonal; nine rows need about six. */
const SWEEPS = 12;
