import { evenness } from '../embedding/evenness.ts';
import { layOut } from '../embedding/layOut.ts';
import { neighbourProbabilities } from '../embedding/neighbourProbabilities.ts';
import { squaredDistancesInPlane } from '../embedding/squaredDistances.ts';
import { groupMoments, strewn, type Group } from '../embedding/strewn.ts';
import { takeSteps } from '../embedding/takeSteps.ts';
import type { TaskContext } from './context.ts';

/** Groups of points of the plane, a seed that draws them and the start of the map, a perplexity. */
export interface StrewnInput {
  groups: readonly Group[];
  seed: number;
  perplexity: number;
}

/** Points of the plane, x and y in turn, and what can be measured of them. */
export interface MeasuredPoints {
  points: Float32Array;
  /** Standard deviation along an axis, group by group. */
  spreads: number[];
  /** Distances between the centres: first to second, second to third, … and last to first. */
  distances: number[];
  evenness: number;
}

export interface StrewnOutput {
  data: MeasuredPoints;
  map: MeasuredPoints;
  /** KL(P‖Q) in nats. */
  divergence: number;
}

const STEPS = 750;
const STEPS_AT_ONCE = 50;

/** Strews points in the plane and maps them to the plane by t-SNE; null when cancelled. */
export default async function strewnMap(
  { groups, seed, perplexity }: StrewnInput,
  context: TaskContext,
): Promise<StrewnOutput | null> {
  const data = strewn(groups, seed);
  const n = data.length / 2;
  const p = neighbourProbabilities(squaredDistancesInPlane(data), n, perplexity);
  const layout = layOut(p, n, { start: { seed } });
  if (!(await takeSteps(layout, { steps: STEPS, every: STEPS_AT_ONCE }, context))) return null;
  return {
    data: measured(data, groups),
    map: measured(layout.y, groups),
    divergence: layout.divergence(),
  };
}

function measured(points: Float64Array, groups: readonly Group[]): MeasuredPoints {
  let first = 0;
  const moments = groups.map(({ count }) => {
    const found = groupMoments(points, first, first + count);
    first += count;
    return found;
  });
  return {
    points: Float32Array.from(points),
    spreads: moments.map(({ spread }) => spread),
    distances: moments.map(({ centre: [x, y] }, i) => {
      const [otherX, otherY] = moments[(i + 1) % moments.length]?.centre ?? [x, y];
      return Math.hypot(x - otherX, y - otherY);
    }),
    evenness: evenness(points),
  };
}
