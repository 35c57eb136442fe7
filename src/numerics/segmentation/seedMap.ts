import { dispose, tidy } from '@tensorflow/tfjs-core';

import type { Question } from '../attribution/attribution.ts';
import { enlarge, largestMagnitude } from '../attribution/pixelMaps.ts';
import { prepareMethod } from '../attribution/prepareMethod.ts';
import type { Target } from '../attribution/target.ts';
import type { TaskContext } from '../tasks/context.ts';

/** Whose map may choose the seeds: four methods, and the edges of the picture, which ask no network. */
export const seedSources = [
  'gradient',
  'smoothGrad',
  'guidedBackpropagation',
  'gradCam',
  'edges',
] as const;
export type SeedSource = (typeof seedSources)[number];

/** A map of one number a pixel, row by row. */
export interface SeedMap {
  values: Float32Array;
  signed: boolean;
}

/**
 * One number a pixel, for its rank: of maps with a number an entry the largest magnitude of the three
 * colours (Simonyan's map); Grad-CAM without its ReLU, so that no two places tie at zero, enlarged.
 * For one image; null when the reader has cancelled.
 */
export async function seedMap(
  source: SeedSource,
  target: Target,
  question: Question,
  context: TaskContext,
): Promise<SeedMap | null> {
  const { network, x } = question;
  const [, h, w] = x.shape;
  const request =
    source === 'gradCam' ? { id: source, options: { rectify: false } } : { id: source };
  const { attribution } = prepareMethod(request, { network, target });
  const map = await attribution(question, context);
  if (!map) return null;
  const onePerPixel = tidy(() => {
    if (map.shape[3] > 1) return largestMagnitude(map);
    return map.shape[1] === h && map.shape[2] === w ? map.clone() : enlarge(map, [h, w]);
  });
  const values = Float32Array.from(await onePerPixel.data());
  dispose([map, onePerPixel]);
  return { values, signed: source === 'gradCam' };
}
