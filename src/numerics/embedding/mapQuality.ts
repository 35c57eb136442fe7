import { rankCorrelation } from '../attribution/rankCorrelation.ts';
import { nearest, neighbourAccuracy, neighboursKept } from './nearest.ts';
import { NEIGHBOURS } from './places.ts';
import { squaredDistancesInPlane } from './squaredDistances.ts';
import { trustworthiness } from './trustworthiness.ts';

/** What a map of labelled points is worth, in numbers between 0 and 1 (ρ: −1 and 1). */
export interface MapQuality {
  /** Share of points whose class their ten nearest in the map vote for. */
  accuracy: number;
  /** Share of the ten nearest in the data that are among the ten nearest in the map. */
  kept: number;
  /** See `trustworthiness`, for ten neighbours. */
  trust: number;
  /** Spearman's ρ between the distances of all pairs in the data and in the map. */
  rho: number;
}

/** Compares a map, x and y of each point in turn, with the data's n×n squared distances. */
export function mapQuality(
  squared: Float64Array,
  y: ArrayLike<number>,
  labels: readonly number[],
): MapQuality {
  const n = labels.length;
  const inMap = squaredDistancesInPlane(y);
  const near = nearest(inMap, n, NEIGHBOURS);
  return {
    accuracy: neighbourAccuracy(near, labels, NEIGHBOURS),
    kept: neighboursKept(nearest(squared, n, NEIGHBOURS), near, NEIGHBOURS),
    trust: trustworthiness(squared, near, n, NEIGHBOURS),
    // Ranks do not care whether a distance is squared.
    rho: rankCorrelation(pairs(squared, n), pairs(inMap, n)),
  };
}

/** Each pair's entry once. */
function pairs(matrix: Float64Array, n: number): Float64Array {
  const found = new Float64Array((n * (n - 1)) / 2);
  for (let i = 1, at = 0; i < n; i++) {
    found.set(matrix.subarray(i * n, i * n + i), at);
    at += i;
  }
  return found;
}
