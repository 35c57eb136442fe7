import { preprocess } from '../network/images.ts';
import { disposeNetwork } from '../network/network.ts';
import { networkOf } from '../network/networkOf.ts';
import type { Weights } from '../network/weights.ts';
import { countRight } from '../pruning/countRight.ts';
import { magnitudeMasks } from '../pruning/magnitudeMasks.ts';
import { maskedAdam } from '../pruning/maskedAdam.ts';
import { prune } from '../pruning/prune.ts';
import { fineTuning, halves, pick, withMirrored } from '../pruning/study.ts';
import type { AdamMemory } from '../training/adam.ts';
import { saveWeights, withWeights } from '../training/savedWeights.ts';
import { shuffled } from '../training/shuffled.ts';
import { trainEpoch } from '../training/trainEpoch.ts';
import type { PruneInput } from './architecture-search-prune.ts';
import type { ModelContext } from './context.ts';

/** A network to be pruned and trained further, and an earlier part of the same training. */
export interface TuneInput extends PruneInput {
  from?: TuneCheckpoint | undefined;
  /** Default: `fineTuning.epochs`. */
  epochs?: number | undefined;
}

/** How far the fine-tuning is, and all that it takes to go on; also what is reported on the way. */
export interface TuneCheckpoint {
  /** After each epoch: its mean loss, and the right answers among the test pictures. */
  history: { loss: number; right: number }[];
  weights: Weights;
  memory: AdamMemory;
}

/**
 * Prunes the book's network and trains what is left, masks kept, on half of the pictures and their
 * mirror images, with the book's own gradients. An epoch depends on the seed, its number and the
 * checkpoint before only. null when the reader has cancelled.
 */
export default async function tune(
  { pictures, sparsity, scope, seed, weights, from, epochs = fineTuning.epochs }: TuneInput,
  context: ModelContext,
): Promise<TuneCheckpoint | null> {
  const model = await context.loadModel('base');
  const trained = networkOf(model);
  const first = weights ?? (await saveWeights(trained));
  const kernels = Object.fromEntries(
    Object.entries(first).map(([name, { kernel }]) => [name, kernel.values]),
  );
  const masks = magnitudeMasks(kernels, sparsity, scope);
  const whole = withWeights(trained, from?.weights ?? first);
  let network = prune(whole, masks);
  disposeNetwork(whole);

  const half = halves(pictures, seed);
  const training = withMirrored(pick(pictures, half.training));
  const test = pick(pictures, half.test);
  const x = preprocess(model.manifest, training.pixels, [32, 32]);
  const values = Float32Array.from(await x.data());
  x.dispose();
  const examples = { values, shape: [32, 32, 3] as const, labels: training.labels };

  const optimiser = maskedAdam(masks, fineTuning.rate, from?.memory);
  let checkpoint = from ?? null;
  const history = [...(from?.history ?? [])];
  const quiet = { ...context, progress: () => undefined };
  let owned = true;
  try {
    while (history.length < epochs) {
      const done = history.length;
      const order = shuffled(training.labels.length, seed, 1 + done);
      owned = false; // from here on trainEpoch disposes of it
      const epoch = await trainEpoch(
        network,
        optimiser,
        examples,
        { order, batch: fineTuning.batch },
        {
          stopped: () => context.stopped(),
          onBatch: (share) => context.progress((done + 0.9 * share) / epochs),
        },
      );
      if (!epoch) return null;
      network = epoch.network;
      owned = true;
      const right = await countRight(network, model.manifest, test, quiet);
      if (right === null) return null;
      history.push({ loss: epoch.loss, right });
      checkpoint = {
        history: [...history],
        weights: await saveWeights(network),
        memory: await optimiser.save(),
      };
      context.progress(history.length / epochs, checkpoint);
    }
    return checkpoint;
  } finally {
    if (owned) disposeNetwork(network);
    optimiser.dispose();
  }
}
