import type { Measure } from './measures.ts';

/**
 * How far two descriptions by one measure are apart: for cumulated histograms (`greys`) the sum of
 * absolute differences, which is the earth mover's distance; for all others the Euclidean one.
 */
export function distance(measure: Measure, a: Float32Array, b: Float32Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) {
    const difference = (a[i] ?? Number.NaN) - (b[i] ?? Number.NaN);
    sum += measure === 'greys' ? Math.abs(difference) : difference * difference;
  }
  return measure === 'greys' ? sum : Math.sqrt(sum);
}

/** The distances of all pairs of descriptions, n×n, row by row. */
export function allDistances(measure: Measure, rows: readonly Float32Array[]): Float64Array {
  const n = rows.length;
  const found = new Float64Array(n * n);
  for (const [i, a] of rows.entries()) {
    for (const [j, b] of rows.slice(0, i).entries()) {
      const d = distance(measure, a, b);
      found[i * n + j] = d;
      found[j * n + i] = d;
    }
  }
  return found;
}
