import { argMax, tidy } from '@tensorflow/tfjs-core';

import { preprocess } from '../network/images.ts';
import type { Manifest } from '../network/manifest.ts';
import type { Network } from '../network/network.ts';
import { valuesAt } from '../network/run.ts';
import type { TaskContext } from '../tasks/context.ts';
import type { Pictures } from './study.ts';

/** Pictures that are looked at together. */
const BATCH = 50;
const NUMBERS = 32 * 32 * 3;

/** How many pictures the network gives their own class. null when the reader has cancelled. */
export async function countRight(
  network: Network,
  manifest: Pick<Manifest, 'input'>,
  { pixels, labels }: Pictures,
  context: TaskContext,
): Promise<number | null> {
  let right = 0;
  for (let first = 0; first < labels.length; first += BATCH) {
    if (await context.stopped()) return null;
    const own = labels.slice(first, first + BATCH);
    const part = pixels.subarray(first * NUMBERS, (first + own.length) * NUMBERS);
    const answers = tidy(() => argMax(valuesAt(network, preprocess(manifest, part, [32, 32])), 1));
    const given = await answers.data();
    answers.dispose();
    right += own.filter((label, i) => label === given[i]).length;
    context.progress(Math.min(1, (first + BATCH) / labels.length));
  }
  return right;
}
