import { dot } from '../regression/singularValues.ts';

/** Examples X [n, d], row by row, their answers y [n], the source's weights w_S [d], and how strongly λ > 0 these pull. */
export interface TransferProblem {
  x: readonly Float64Array[];
  y: Float64Array;
  source: Float64Array;
  lambda: number;
}

/**
 * The weights that minimise ‖Xw − y‖² + λ‖w − w_S‖²: they solve
 * (XᵀX + λI) w = Xᵀy + λ w_S. With w_S = 0 it is the usual
 * ridge. Throws unless λ > 0.
 */
export function ridgeTowards({ x, y, source, lambda }: TransferProblem): Float64Array {
  if (!(lambda > 0)) throw new Error(`Expected λ > 0, found ${lambda}.`);
  const column = (j: number) => Float64Array.from(x, (row) => row[j] ?? 0);
  const columns = Array.from(source, (_, j) => column(j));
  const left = columns.map((a, i) =>
    Float64Array.from(columns, (b, j) => dot(a, b) + (i === j ? lambda : 0)),
  );
  const right = Float64Array.from(columns, (a, j) => dot(a, y) + lambda * (source[j] ?? 0));
  return solve(left, right);
}

/** Solves A w = b for a symmetric, positive definite A by elimination; A and b are left as they were. */
export function solve(a: readonly Float64Array[], b: Float64Array): Float64Array {
  const rows = a.map((row, i) => Float64Array.from([...row, b[i] ?? 0]));
  const size = rows.length;
  rows.forEach((pivot, i) => {
    for (const row of rows.slice(i + 1)) {
      const times = (row[i] ?? 0) / (pivot[i] ?? 0);
      for (let j = i; j <= size; j++) row[j] = (row[j] ?? 0) - times * (pivot[j] ?? 0);
    }
  });
  const w = new Float64Array(size);
  for (let i = size - 1; i >= 0; i--) {
    const row = rows[i] ?? w;
    const known = dot(row.subarray(0, size), w);
    w[i] = ((row[size] ?? 0) - known) / (row[i] ?? 0);
  }
  return w;
}
