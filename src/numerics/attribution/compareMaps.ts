import { rankCorrelation } from './rankCorrelation.ts';
import { structuralSimilarity } from './structuralSimilarity.ts';

/** How alike two maps are; null where one of them is the same everywhere. */
export interface MapComparison {
  /** Spearman's ρ of the values, signs kept. */
  rank: number | null;
  /** Spearman's ρ of the magnitudes: which pixels count, whatever the sign. */
  rankOfMagnitudes: number | null;
  /** Structural similarity of the magnitudes, each map divided by its largest. */
  similarity: number | null;
}

/** The three likenesses that Adebayo et al. (2018) look at, of two maps of H×W. */
export function compareMaps(
  a: ArrayLike<number>,
  b: ArrayLike<number>,
  size: readonly [number, number],
): MapComparison {
  const [strongA, strongB] = [magnitudes(a), magnitudes(b)];
  const flat = [strongA, strongB].some((map) => map.every((value) => value === 0));
  return {
    rank: numberOf(rankCorrelation(a, b)),
    rankOfMagnitudes: numberOf(rankCorrelation(strongA, strongB)),
    similarity: flat ? null : structuralSimilarity(strongA, strongB, size),
  };
}

/** |map| with 1 for its largest; zeros stay zeros. */
function magnitudes(map: ArrayLike<number>): Float64Array {
  const all = Float64Array.from(map, Math.abs);
  const largest = all.reduce((most, value) => Math.max(most, value), 0) || 1;
  return all.map((value) => value / largest);
}

function numberOf(value: number): number | null {
  return Number.isNaN(value) ? null : value;
}
