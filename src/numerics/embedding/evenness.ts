import { groupMoments } from './strewn.ts';
import { squaredDistancesInPlane } from './squaredDistances.ts';

/**
 * Mean distance to the nearest point, divided by what it would be, ½√(area/n), for points strewn at
 * random over a disc with the same spread (the index of Clark and Evans, 1954): about 1 for chance,
 * less for clumps, more for points that keep apart. x and y of each point in turn.
 */
export function evenness(points: ArrayLike<number>): number {
  const n = points.length / 2;
  const squared = squaredDistancesInPlane(points);
  let sum = 0;
  for (let i = 0; i < n; i++) {
    let least = Infinity;
    for (let j = 0; j < n; j++) if (j !== i) least = Math.min(least, squared[i * n + j] ?? 0);
    sum += Math.sqrt(least);
  }
  const area = Math.PI * (2 * groupMoments(points, 0, n).spread) ** 2;
  return sum / n / (0.5 * Math.sqrt(area / n));
}
