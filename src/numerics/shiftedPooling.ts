/** The steps of pooling a row of numbers by 2 with stride 2; the row is joined at its ends. */
export interface PoolingSteps {
  /** The larger of each number and its right neighbour, at every place. */
  dense: number[];
  /** The same after (1,2,1)/4, or as it was. */
  blurred: number[];
  /** Every second place: what pooling gives. */
  kept: number[];
}

/** Max pooling taken apart: the maximum everywhere, a blur or none, then every second place. */
export function poolingSteps(x: readonly number[], blur: boolean): PoolingSteps {
  const at = (row: readonly number[], i: number) =>
    row[(i + row.length) % row.length] ?? Number.NaN;
  const dense = x.map((value, i) => Math.max(value, at(x, i + 1)));
  const blurred = blur
    ? dense.map((value, i) => (at(dense, i - 1) + 2 * value + at(dense, i + 1)) / 4)
    : dense;
  return { dense, blurred, kept: blurred.filter((_, i) => i % 2 === 0) };
}

/** T_τ of a row that is joined at its ends: (T_τ x)[t] = x[t − τ]. */
export function shiftRow<T>(x: readonly T[], by: number): T[] {
  const n = x.length;
  return x.map((_, t) => x[(((t - by) % n) + n) % n] as T);
}
