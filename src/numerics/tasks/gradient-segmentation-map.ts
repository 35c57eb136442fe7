import { softmax, tidy } from '@tensorflow/tfjs-core';

import { scalarOf, type Target } from '../attribution/target.ts';
import { preprocess } from '../network/images.ts';
import { weightedLayers } from '../network/changeWeights.ts';
import { disposeNetwork } from '../network/network.ts';
import { networkOf } from '../network/networkOf.ts';
import { randomiseLayers } from '../network/randomiseLayers.ts';
import { valuesAt } from '../network/run.ts';
import { seedMap, type SeedMap, type SeedSource } from '../segmentation/seedMap.ts';
import type { ModelContext } from './context.ts';

/** A picture, RGB from 0 to 255, row by row; by which method, and for which class. */
export interface SeedMapInput {
  pixels: Uint8Array;
  height: number;
  width: number;
  source: SeedSource;
  /** Whether the network has its training, or every layer is as before it. */
  trained: boolean;
  asked: number;
}

export interface SeedMapOutput extends SeedMap {
  /** What the network gives each class. */
  probabilities: number[];
}

/** From which seed the weights of the untrained network are drawn. */
const SEED = 1;

/** The map of a class that chooses the seeds; null when the reader has cancelled. */
export default async function map(
  { pixels, height, width, source, trained, asked }: SeedMapInput,
  context: ModelContext,
): Promise<SeedMapOutput | null> {
  const model = await context.loadModel('base', (fraction) => context.progress(0.5 * fraction));
  const shipped = networkOf(model);
  const network = trained ? shipped : randomiseLayers(shipped, weightedLayers(shipped), SEED);
  const x = preprocess(model.manifest, pixels, [height, width]);
  try {
    const target: Target = { kind: 'class', index: asked, as: 'score' };
    const answer = tidy(() => softmax(valuesAt(network, x)));
    const probabilities = [...(await answer.data())];
    answer.dispose();
    const question = { network, x, scalar: scalarOf(network, target) };
    const found = await seedMap(source, target, question, context);
    return found && { ...found, probabilities };
  } finally {
    x.dispose();
    if (!trained) disposeNetwork(network);
  }
}
