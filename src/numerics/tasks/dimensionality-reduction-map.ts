import { layOut, type LayoutStart } from '../embedding/layOut.ts';
import { mapQuality, type MapQuality } from '../embedding/mapQuality.ts';
import { nearest } from '../embedding/nearest.ts';
import { neighbourProbabilities } from '../embedding/neighbourProbabilities.ts';
import { NEIGHBOURS } from '../embedding/places.ts';
import { takeSteps } from '../embedding/takeSteps.ts';
import type { TaskContext } from './context.ts';

/** n×n squared distances, the points' classes, and how t-SNE is to place them. */
export interface MapInput {
  squared: Float32Array;
  labels: readonly number[];
  perplexity: number;
  start: LayoutStart;
  /** Number of steps in all. */
  steps: number;
}

/** Places under way, after so many steps: x and y of each point in turn. */
export interface MapSoFar {
  y: Float32Array;
  step: number;
}

/** The finished map. */
export interface TsneMap {
  y: Float32Array;
  /** KL(P‖Q) in nats. */
  divergence: number;
  quality: MapQuality;
}

/** Steps between two pictures of the map: the reader sees it move, and can stop it. */
const STEPS_AT_ONCE = 10;

/** Exact t-SNE, with every tenth step on the way; null when the reader has cancelled. */
export default async function map(
  { squared: given, labels, perplexity, start, steps }: MapInput,
  context: TaskContext,
): Promise<TsneMap | null> {
  const n = labels.length;
  const squared = Float64Array.from(given);
  const layout = layOut(neighbourProbabilities(squared, n, perplexity), n, { start });
  const soFar = (step: number): MapSoFar => ({ y: Float32Array.from(layout.y), step });
  if (!(await takeSteps(layout, { steps, every: STEPS_AT_ONCE }, context, soFar))) return null;
  return {
    y: Float32Array.from(layout.y),
    divergence: layout.divergence(),
    quality: mapQuality({ squared, near: nearest(squared, n, NEIGHBOURS) }, layout.y, labels),
  };
}
