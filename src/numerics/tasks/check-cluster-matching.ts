import { bestAssignment, bestSumByTrial } from '../clustering/assignment.ts';
import { clusterScores } from '../clustering/clusterScores.ts';
import { pairScores, truePairs } from '../clustering/pairs.ts';
import { mulberry32, randomOrder } from '../random.ts';
import { randomWhole } from '../randomArray.ts';
import type { CheckResult } from './context.ts';

/**
 * Random clusters and classes: the matching by the Hungarian method and by trying every one; the scores
 * after renaming the clusters; and the pairs' scores from the table and by counting all pairs.
 */
export default function check({ seed }: { seed: number }): Promise<CheckResult> {
  const random = mulberry32(seed);
  const [classCount, k] = [randomWhole(random, 2, 4), randomWhole(random, 2, 6)];
  const n = randomWhole(random, 12, 60);
  const classes = Array.from({ length: n }, () => randomWhole(random, 0, classCount - 1));
  const clusters = classes.map((own) => (random() < 0.5 ? own % k : randomWhole(random, 0, k - 1)));
  const found = clusterScores(clusters, classes, [k, classCount]);
  const narrow =
    k <= classCount
      ? found.counts
      : Array.from({ length: classCount }, (_, c) => found.counts.map((row) => row[c] ?? 0));
  const columns = bestAssignment(narrow);
  const sum = columns.reduce((total, column, row) => total + (narrow[row]?.[column] ?? 0), 0);
  const names = [...randomOrder(k, seed)];
  const renamed = clusterScores(
    clusters.map((cluster) => names[cluster] ?? 0),
    classes,
    [k, classCount],
  );
  const counted = pairScores(truePairs(clusters), truePairs(classes));
  return Promise.resolve({
    statement: `${n} pictures, ${k} clusters, ${classCount} classes: ACC = ${found.accuracy.toFixed(3)}`,
    rows: [
      {
        label: 'right by the Hungarian method, and by trying every matching',
        value: Math.abs(sum - bestSumByTrial(narrow)),
        tolerance: 0,
      },
      {
        label: 'ACC after renaming the clusters, and before',
        value: Math.abs(renamed.accuracy - found.accuracy),
        tolerance: 1e-12,
      },
      {
        label: 'pair accuracy from the table, and by counting all pairs',
        value: Math.abs(counted.accuracy - found.pairs.accuracy),
        tolerance: 1e-12,
      },
    ],
  });
}
