import { argMax, tidy, tile, type Tensor4D } from '@tensorflow/tfjs-core';

import type { TaskContext } from '../tasks/context.ts';
import { logitsOf, type Classifier } from './classifier.ts';
import type { Votes } from './certify.ts';
import { additiveNoise } from './defence.ts';

/** Copies that go through the network at once. */
const BATCH = 25;

/**
 * The votes of n copies of one image u [1,H,W,3], each with its own Gaussian noise of standard
 * deviation σ (in units of u, not cut off at 0 and 1). null when the reader has cancelled. Progress
 * brings the votes so far.
 */
export async function noisyVotes(
  classifier: Classifier,
  u: Tensor4D,
  { sigma, n, classes }: { sigma: number; n: number; classes: number },
  draw: () => number,
  context: TaskContext,
): Promise<Votes | null> {
  const votes = new Array<number>(classes).fill(0);
  const noise = additiveNoise(sigma, draw);
  for (let done = 0; done < n;) {
    if (await context.stopped()) return null;
    const count = Math.min(BATCH, n - done);
    const answers = tidy(() => {
      const copies = tile(u, [count, 1, 1, 1]);
      return argMax(logitsOf(classifier, noise.apply(copies)), 1);
    });
    for (const answer of await answers.data()) votes[answer] = (votes[answer] ?? 0) + 1;
    answers.dispose();
    done += count;
    context.progress(done / n, [...votes]);
  }
  return votes;
}
