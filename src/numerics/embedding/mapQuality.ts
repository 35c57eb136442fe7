import { rankCorrelation } from '../attribution/rankCorrelation.ts';
import { eachPairOnce } from './eachPairOnce.ts';
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

/**
 * Compares a map, x and y of each point in turn, with the data: their n×n squared distances, and the
 * ten nearest of every point by these, [n][10] (see `nearest`).
 */
export function mapQuality(
  { squared, near }: { squared: Float64Array; near: Uint16Array },
  y: ArrayLike<number>,
  labels: readonly number[],
): MapQuality {
  const n = labels.length;
  const inMap = squaredDistancesInPlane(y);
  const nearInMap = nearest(inMap, n, NEIGHBOURS);
  return {
    accuracy: neighbourAccuracy(nearInMap, labels, NEIGHBOURS),
    kept: neighboursKept(near, nearInMap, NEIGHBOURS),
    trust: trustworthiness(squared, nearInMap, n, NEIGHBOURS),
    // Ranks do not care whether a distance is squared.
    rho: rankCorrelation(eachPairOnce(squared, n), eachPairOnce(inMap, n)),
  };
}
