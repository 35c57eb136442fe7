import { answersOf, inputsOf } from '../conflict/answersOf.ts';
import { CLASSES, drawFigure, SIDE } from '../conflict/figure.ts';
import { decisionsOf, type Decisions } from '../conflict/shapeBias.ts';
import { shuffleTiles } from '../conflict/shuffleTiles.ts';
import { conflictFigures, examplesOf, orderOf, study, type Trial } from '../conflict/trial.ts';
import { disposeNetwork } from '../network/network.ts';
import { adam } from '../training/adam.ts';
import { smallNetwork } from '../training/smallNetwork.ts';
import { trainEpoch } from '../training/trainEpoch.ts';
import type { TaskContext } from './context.ts';

/** After an epoch: its mean loss, and how the network decides the conflicts. */
export interface EpochRecord {
  loss: number;
  decisions: Decisions;
}

export interface TrainOutput {
  /** An entry for each epoch; the task also reports it on the way. */
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
 * and lets it decide figures in which the two disagree. null when the reader has cancelled.
 */
export default async function train(
  trial: Trial,
  context: TaskContext,
): Promise<TrainOutput | null> {
  const { widths, examples, epochs, batch, rate, held } = study;
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

  const optimiser = adam(rate);
  let network = smallNetwork({ widths, classes: CLASSES }, trial.seed);
  const history: EpochRecord[] = [];
  let answers: number[] = [];
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
      answers = await answersOf(network, conflicts, SIDE);
      history.push({ loss: epoch.loss, decisions: decisionsOf(figures, answers) });
      context.progress((0.95 * history.length) / epochs, [...history]);
    }
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
