import { nearest } from './nearest.ts';
import { squaredDistancesInPlane } from './squaredDistances.ts';
import { groupMoments } from './strewn.ts';

/**
 * Mean distance to the nearest point, divided by what it would be, ½√(area/n), for points strewn at
 * random over a disc with the same spread (the index of Clark and Evans, 1954): about 1 for chance,
 * less for clumps, more for points that keep apart. x and y of each point in turn.
 */
export function evenness(points: ArrayLike<number>): number {
  const n = points.length / 2;
  const squared = squaredDistancesInPlane(points);
  let sum = 0;
  for (const [i, j] of nearest(squared, n, 1).entries()) sum += Math.sqrt(squared[i * n + j] ?? 0);
  const area = Math.PI * (2 * groupMoments(points, 0, n).spread) ** 2;
  return sum / n / (0.5 * Math.sqrt(area / n));
}
