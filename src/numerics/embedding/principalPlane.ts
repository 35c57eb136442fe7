import { mulberry32 } from '../random.ts';

/** Points projected onto their first two principal axes, and how much of the variance those hold. */
export interface PrincipalPlane {
  /** First and second score of each point in turn. */
  scores: Float64Array;
  /** Share of the total variance along each of the two axes. */
  shares: [number, number];
}

/** More than enough unless the second and the third axis are all but equal. */
const ROUNDS = 1500;
/** Relative change of the eigenvalues at which the iteration rests. */
const STILL = 1e-13;

/**
 * PCA onto the plane, from the inner products B = X̃X̃ᵀ of n centred points (see `centredProducts`).
 * If B u = μ u with ‖u‖ = 1, then √μ u are the scores on a principal axis and μ / tr B its share of
 * the variance. The two largest by orthogonal iteration: multiply by B, make orthonormal, repeat.
 * An axis has no sign of its own; here the largest score counts as positive.
 */
export function principalPlane(products: ArrayLike<number>, n: number): PrincipalPlane {
  const random = mulberry32(1);
  let trace = 0;
  for (let i = 0; i < n; i++) trace += products[i * n + i] ?? 0;
  let u = Float64Array.from({ length: n }, () => random() - 0.5);
  let v = Float64Array.from({ length: n }, () => random() - 0.5);
  let [first, second] = [0, 0];
  for (let round = 0; round < ROUNDS; round++) {
    const [bu, bv] = [times(products, u), times(products, v)];
    const [before1, before2] = [first, second];
    [u, first] = unit(bu);
    [v, second] = unit(without(bv, u));
    const change = Math.abs(first - before1) + Math.abs(second - before2);
    if (change <= STILL * first) break;
  }
  const scores = new Float64Array(2 * n);
  for (const [at, [axis, value]] of (
    [
      [u, first],
      [v, second],
    ] as const
  ).entries()) {
    const sign = Math.sign(axis.reduce((most, x) => (Math.abs(x) > Math.abs(most) ? x : most), 0));
    axis.forEach((x, i) => (scores[2 * i + at] = sign * Math.sqrt(value) * x));
  }
  return { scores, shares: trace > 0 ? [first / trace, second / trace] : [0, 0] };
}

function times(matrix: ArrayLike<number>, x: Float64Array): Float64Array<ArrayBuffer> {
  const n = x.length;
  const found = new Float64Array(n);
  for (let i = 0; i < n; i++) {
    let sum = 0;
    for (let j = 0; j < n; j++) sum += (matrix[i * n + j] ?? 0) * (x[j] ?? 0);
    found[i] = sum;
  }
  return found;
}

/** x less its part along the unit vector u. */
function without(x: Float64Array, u: Float64Array): Float64Array<ArrayBuffer> {
  const along = x.reduce((sum, value, i) => sum + value * (u[i] ?? 0), 0);
  return Float64Array.from(x, (value, i) => value - along * (u[i] ?? 0));
}

/** x at length 1, and its length, which for x = Bu approaches the eigenvalue. */
function unit(x: Float64Array): [Float64Array<ArrayBuffer>, number] {
  const length = Math.sqrt(x.reduce((sum, value) => sum + value * value, 0));
  return [Float64Array.from(x, (value) => (length > 0 ? value / length : 0)), length];
}
