import { answersOf, inputsOf } from '../conflict/answersOf.ts';
import { CLASSES, drawFigure, SIDE } from '../conflict/figure.ts';
import { decisionsOf, type Decisions } from '../conflict/shapeBias.ts';
import { shuffleTiles } from '../conflict/shuffleTiles.ts';
import { conflictFigures, examplesOf, orderOf, study, type Trial } from '../conflict/trial.ts';
import { disposeNetwork, type Network } from '../network/network.ts';
import type { Weights } from '../network/weights.ts';
import { adam, type AdamMemory } from '../training/adam.ts';
import { saveWeights, withWeights } from '../training/savedWeights.ts';
import { smallNetwork } from '../training/smallNetwork.ts';
import { trainEpoch } from '../training/trainEpoch.ts';
import type { TaskContext } from './context.ts';

/** A trial to be trained, and an earlier part of the same training to go on from. */
export interface TrainInput {
  trial: Trial;
  from?: Checkpoint | undefined;
}

/** After an epoch: its mean loss, and how the network decides the conflicts. */
export interface EpochRecord {
  loss: number;
  decisions: Decisions;
}

/** How far a training is, and all that it takes to go on; the task reports it after each epoch. */
export interface Checkpoint {
  history: EpochRecord[];
  weights: Weights;
  memory: AdamMemory;
}

export interface TrainOutput {
  /** An entry for each epoch. */
  history: EpochRecord[];
  /** What it answers to `conflictFigures`, in their order. */
  answers: number[];
  /** Right answers among `study.held` figures like those of the training, their tiles shuffled. */
  shuffled: { tiles: number; right: number }[];
}

/** Tiles a side when the held-out figures are shuffled; 1 leaves them as they are. */
export const TILINGS = [1, 2, 4, 8] as const;

/**
 * Trains a small network on drawn figures, whose class is told by their shape, their texture or both,
 * and lets it decide figures in which the two disagree. A run that goes on from a checkpoint ends like
 * one that was not interrupted. null when the reader has cancelled.
 */
export default async function train(
  { trial, from }: TrainInput,
  context: TaskContext,
): Promise<TrainOutput | null> {
  const { examples, epochs, batch, rate, held } = study;
  const draw = (figures: readonly Parameters<typeof drawFigure>[0][]) =>
    figures.map((figure) => drawFigure(figure, trial.contrast));
  const lesson = examplesOf(trial, examples, 'training');
  const shown = {
    values: inputsOf(draw(lesson.map(({ figure }) => figure))),
    shape: [SIDE, SIDE, 3] as const,
    labels: lesson.map(({ label }) => label),
  };
  const figures = conflictFigures();
  const conflicts = inputsOf(draw(figures));
  const test = examplesOf(trial, held, 'test');
  const drawn = draw(test.map(({ figure }) => figure));

  const optimiser = adam(rate, from?.memory);
  let network = startOf(trial, from);
  const history = [...(from?.history ?? [])];
  try {
    while (history.length < epochs) {
      const done = history.length;
      const epoch = await trainEpoch(
        network,
        optimiser,
        shown,
        { order: orderOf(trial, done), batch },
        {
          stopped: () => context.stopped(),
          onBatch: (share) => context.progress((0.95 * (done + 0.8 * share)) / epochs),
        },
      );
      if (!epoch) return null;
      network = epoch.network;
      const decisions = decisionsOf(figures, await answersOf(network, conflicts, SIDE));
      history.push({ loss: epoch.loss, decisions });
      const checkpoint: Checkpoint = {
        history: [...history],
        weights: await saveWeights(network),
        memory: await optimiser.save(),
      };
      context.progress((0.95 * history.length) / epochs, checkpoint);
    }
    const answers = await answersOf(network, conflicts, SIDE);
    const shuffled = [];
    for (const tiles of TILINGS) {
      const moved = drawn.map((picture, i) =>
        shuffleTiles(picture, { side: SIDE, channels: 3 }, tiles, trial.seed, i),
      );
      const given = await answersOf(network, inputsOf(tiles === 1 ? drawn : moved), SIDE);
      shuffled.push({
        tiles,
        right: given.filter((answer, i) => answer === test[i]?.label).length,
      });
    }
    disposeNetwork(network);
    context.progress(1);
    return { history, answers, shuffled };
  } finally {
    optimiser.dispose();
  }
}

/** The untrained network of the trial's seed, or the one of the checkpoint. */
function startOf({ seed }: Trial, from?: Checkpoint): Network {
  const fresh = smallNetwork({ widths: study.widths, classes: CLASSES }, seed);
  if (!from) return fresh;
  const earlier = withWeights(fresh, from.weights);
  disposeNetwork(fresh);
  return earlier;
}
