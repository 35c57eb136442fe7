import { bestAssignment } from './assignment.ts';

/** What clusters are worth against the classes that they were made without. */
export interface ClusterScores {
  /** How many points of each class are in each cluster: rows are clusters. */
  counts: number[][];
  /** For each cluster the class it is matched with, or null for one that is left over. */
  matched: (number | null)[];
  /** Share of the points whose cluster is matched with their class. */
  accuracy: number;
  /** Mutual information over the mean of the two entropies; 0 when both are 0. */
  nmi: number;
  pairs: PairScores;
  /** Clusters that have a point at all. */
  used: number;
}

/** Of all pairs of points: what “same” means against the truth. */
export interface PairScores {
  /** Share of the pairs that are rightly called same or different. */
  accuracy: number;
  /** Of the pairs called same, the share that is; NaN if none is called so. */
  precision: number;
  /** Of the pairs that are the same, the share that is called so; NaN if there are none. */
  recall: number;
}

/** Counts of points [K][classes] by cluster and class. */
export function contingency(
  clusters: readonly number[],
  classes: readonly number[],
  [k, classCount]: readonly [number, number],
): number[][] {
  const counts = Array.from({ length: k }, () => new Array<number>(classCount).fill(0));
  clusters.forEach((cluster, i) => {
    const [row, c] = [counts[cluster], classes[i] ?? -1];
    if (row?.[c] === undefined)
      throw new Error(
        `Expected cluster below ${k} and class below ${classCount}, found ${cluster} and ${c}.`,
      );
    row[c]++;
  });
  return counts;
}

/** ACC = max over matchings π of (1/n) Σ 1[yᵢ = π(ŷᵢ)], with NMI and the pairs' scores. */
export function clusterScores(
  clusters: readonly number[],
  classes: readonly number[],
  sizes: readonly [clusters: number, classes: number],
): ClusterScores {
  const counts = contingency(clusters, classes, sizes);
  const [k, classCount] = sizes;
  const matched = new Array<number | null>(k).fill(null);
  if (k <= classCount) bestAssignment(counts).forEach((c, cluster) => (matched[cluster] = c));
  else bestAssignment(transposed(counts)).forEach((cluster, c) => (matched[cluster] = c));
  const right = matched.reduce<number>(
    (sum, c, cluster) => sum + (c === null ? 0 : (counts[cluster]?.[c] ?? 0)),
    0,
  );
  return {
    counts,
    matched,
    accuracy: right / clusters.length,
    nmi: normalisedInformation(counts),
    pairs: pairScoresOfCounts(counts),
    used: counts.filter((row) => sum(row) > 0).length,
  };
}

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);

function transposed(rows: readonly (readonly number[])[]): number[][] {
  return (rows[0] ?? []).map((_, column) => rows.map((row) => row[column] ?? 0));
}

/** I(cluster; class) / ½(H(cluster) + H(class)), in any unit of information. */
export function normalisedInformation(counts: readonly (readonly number[])[]): number {
  const n = sum(counts.map(sum));
  const entropy = (sizes: readonly number[]) =>
    -sum(sizes.map((size) => (size > 0 ? (size / n) * Math.log(size / n) : 0)));
  const [ofClusters, ofClasses] = [entropy(counts.map(sum)), entropy(transposed(counts).map(sum))];
  const together = entropy(counts.flat());
  const mean = (ofClusters + ofClasses) / 2;
  return mean > 0 ? Math.max(0, ofClusters + ofClasses - together) / mean : 0;
}

const pairsOf = (size: number) => (size * (size - 1)) / 2;

function pairScoresOfCounts(counts: readonly (readonly number[])[]): PairScores {
  const both = sum(counts.flat().map(pairsOf));
  const called = sum(counts.map((row) => pairsOf(sum(row))));
  const same = sum(transposed(counts).map((row) => pairsOf(sum(row))));
  const all = pairsOf(sum(counts.map(sum)));
  return {
    accuracy: (all - called - same + 2 * both) / all,
    precision: both / called,
    recall: both / same,
  };
}
