import { inputsOf } from '../cues/inputsOf.ts';
import { byAgreement } from '../cues/shortcut.ts';
import { bothWays, groupsOf, testBothWays } from '../cues/testBothWays.ts';
import { SIDE } from '../cues/cue.ts';
import { splitOf, training, type Pictures, type Trial } from '../cues/trial.ts';
import { disposeNetwork, type Network } from '../network/network.ts';
import type { Weights } from '../network/weights.ts';
import { adam, type AdamMemory } from '../training/adam.ts';
import { saveWeights, withWeights } from '../training/savedWeights.ts';
import { shuffled } from '../training/shuffled.ts';
import { smallNetwork } from '../training/smallNetwork.ts';
import { trainEpoch } from '../training/trainEpoch.ts';
import type { TaskContext } from './context.ts';

/** A trial to be trained, and an earlier part of the same training to go on from. */
export interface TrainInput {
  pictures: Pictures;
  trial: Trial;
  from?: Checkpoint | undefined;
}

/** After an epoch: its mean loss, and the accuracy on test pictures where the cue agrees or not. */
export interface EpochRecord {
  loss: number;
  agree: number;
  disagree: number;
}

/** How far a training is, and all that it takes to go on; also what the task reports on the way. */
export interface Checkpoint {
  history: EpochRecord[];
  weights: Weights;
  memory: AdamMemory;
}

/**
 * Trains a small network on the trial's pictures from nothing, with the book's own gradients. Each
 * epoch depends on the seed, its number and the checkpoint before only, so that a run that was
 * paused ends like one that was not. null when the reader has cancelled.
 */
export default async function train(
  { pictures, trial, from }: TrainInput,
  context: TaskContext,
): Promise<Checkpoint | null> {
  const { widths, epochs, batch, rate } = training;
  const { cue, seed } = trial;
  const split = splitOf(pictures, trial);
  const chosen = split.training.map(({ picture, cued }) => ({ picture, cue: cued ? cue : null }));
  const examples = {
    values: inputsOf(pictures, chosen),
    shape: [SIDE, SIDE, 3] as const,
    labels: split.training.map(({ side }) => side),
  };
  const test = bothWays(pictures, split.test, cue);
  const optimiser = adam(rate, from?.memory);
  let network = start(seed, from);
  let checkpoint = from ?? null;
  const history = [...(from?.history ?? [])];
  try {
    while (history.length < epochs) {
      const done = history.length;
      const order = shuffled(chosen.length, seed, sideTurns + done);
      const epoch = await trainEpoch(
        network,
        optimiser,
        examples,
        { order, batch },
        {
          stopped: () => context.stopped(),
          onBatch: (share) => context.progress((done + 0.9 * share) / epochs),
        },
      );
      if (!epoch) return null;
      network = epoch.network;
      const groups = groupsOf(await testBothWays(network, test));
      history.push({ loss: epoch.loss, ...byAgreement(groups) });
      checkpoint = {
        history: [...history],
        weights: await saveWeights(network),
        memory: await optimiser.save(),
      };
      context.progress(history.length / epochs, checkpoint);
    }
    disposeNetwork(network);
    return checkpoint;
  } finally {
    optimiser.dispose();
  }

  function start(from0: number, earlier?: Checkpoint): Network {
    const fresh = smallNetwork({ widths, classes: 2 }, from0);
    if (!earlier) return fresh;
    const restored = withWeights(fresh, earlier.weights);
    disposeNetwork(fresh);
    return restored;
  }
}

/** Turns of the seed that the split has used: one a side. */
const sideTurns = 2;
