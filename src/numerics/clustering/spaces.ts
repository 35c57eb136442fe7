import { countOf, type Points } from './points.ts';

/** Points with labels, whose spread is to be learned from. */
export interface Labelled {
  points: Points;
  /** Class of each, from 0. */
  classes: readonly number[];
}

/** Less than this is no spread. */
const LEAST = 1e-6;

/** A change of coordinates that was learned from some points and can be applied to others. */
export type Rescaling = (points: Points) => Points;

/** Each coordinate less its mean over the source, divided by its standard deviation there. */
export function standardising(source: Points): Rescaling {
  const d = source.dimensions;
  const n = countOf(source);
  const means = new Float64Array(d);
  const spreads = new Float64Array(d);
  for (let k = 0; k < d; k++) {
    for (let i = 0; i < n; i++) means[k] = (means[k] ?? 0) + (source.values[i * d + k] ?? 0) / n;
    let squares = 0;
    for (let i = 0; i < n; i++) squares += ((source.values[i * d + k] ?? 0) - (means[k] ?? 0)) ** 2;
    spreads[k] = Math.sqrt(squares / n);
  }
  return ({ values }) => ({
    values: values.map((value, at) => {
      const k = at % d;
      return (value - (means[k] ?? 0)) / Math.max(LEAST, spreads[k] ?? 0);
    }),
    dimensions: d,
  });
}

/**
 * Distances in units of how far pictures of one class lie apart: x ↦ L⁻¹x, where LLᵀ is the covariance
 * within the source's classes, averaged with the multiple of 1 that has the same trace (`shrink` is the
 * share of that), for 128 coordinates cannot be told apart by a few hundred points. Squared distances
 * become Mahalanobis distances; the classes enter only by which points are of one.
 */
export function whitening({ points, classes }: Labelled, shrink = 0.5): Rescaling {
  const d = points.dimensions;
  const within = withinCovariance({ points, classes });
  let trace = 0;
  for (let k = 0; k < d; k++) trace += within[k * d + k] ?? 0;
  const mixed = within.map(
    (value, at) =>
      (1 - shrink) * value + (at % (d + 1) === 0 ? (shrink * trace) / d + LEAST ** 2 : 0),
  );
  const lower = cholesky(mixed, d);
  return ({ values }) => {
    const solved = new Float64Array(values.length);
    for (let from = 0; from < values.length; from += d) {
      for (let k = 0; k < d; k++) {
        let rest = values[from + k] ?? 0;
        for (let m = 0; m < k; m++) rest -= (lower[k * d + m] ?? 0) * (solved[from + m] ?? 0);
        solved[from + k] = rest / (lower[k * d + k] ?? 1);
      }
    }
    return { values: solved, dimensions: d };
  };
}

/** (1/n) Σ (x − m)(x − m)ᵀ, m being the mean of x's own class; [d, d] row by row. */
export function withinCovariance({ points, classes }: Labelled): Float64Array {
  const { dimensions: d, values } = points;
  const n = countOf(points);
  const found = new Float64Array(d * d);
  for (const c of new Set(classes)) {
    const own = [...classes.keys()].filter((i) => classes[i] === c);
    const mean = new Float64Array(d);
    for (const i of own) {
      for (let k = 0; k < d; k++) mean[k] = (mean[k] ?? 0) + (values[i * d + k] ?? 0) / own.length;
    }
    for (const i of own) {
      for (let k = 0; k < d; k++) {
        const left = ((values[i * d + k] ?? 0) - (mean[k] ?? 0)) / n;
        for (let m = 0; m < d; m++) {
          found[k * d + m] =
            (found[k * d + m] ?? 0) + left * ((values[i * d + m] ?? 0) - (mean[m] ?? 0));
        }
      }
    }
  }
  return found;
}

/** The lower triangle L with LLᵀ = A, for a symmetric positive definite A [d, d]; throws for another. */
export function cholesky(a: ArrayLike<number>, d: number): Float64Array {
  const lower = new Float64Array(d * d);
  for (let i = 0; i < d; i++) {
    for (let j = 0; j <= i; j++) {
      let rest = a[i * d + j] ?? 0;
      for (let k = 0; k < j; k++) rest -= (lower[i * d + k] ?? 0) * (lower[j * d + k] ?? 0);
      if (i !== j) lower[i * d + j] = rest / (lower[j * d + j] ?? 1);
      else if (rest > 0) lower[i * d + i] = Math.sqrt(rest);
      else throw new Error(`Expected a positive definite matrix; its pivot ${i} is ${rest}.`);
    }
  }
  return lower;
}
