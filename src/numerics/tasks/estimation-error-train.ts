import { answersOf, inputsOf } from '../conflict/answersOf.ts';
import { CLASSES, drawFigure, SIDE } from '../conflict/figure.ts';
import type { Example } from '../conflict/trial.ts';
import {
  figuresStudy,
  freshExamples,
  orderOfPart,
  trialExamples,
  type FiguresTrial,
} from '../learning/figuresStudy.ts';
import { disposeNetwork } from '../network/network.ts';
import type { Weights } from '../network/weights.ts';
import { adam, type AdamMemory } from '../training/adam.ts';
import { saveWeights, withWeights } from '../training/savedWeights.ts';
import { smallNetwork } from '../training/smallNetwork.ts';
import { trainEpoch } from '../training/trainEpoch.ts';
import type { TaskContext } from './context.ts';

/** A trial to be trained, and an earlier part of the same training to go on from. */
export interface TrainInput {
  trial: FiguresTrial;
  from?: Checkpoint | undefined;
}

/** Wrong answers after a part: among the training's examples, and among the fresh ones. */
export interface PartRecord {
  training: number;
  fresh: number;
}

/** How far a training is, and all that it takes to go on; the task reports it after each part. */
export interface Checkpoint {
  history: PartRecord[];
  weights: Weights;
  memory: AdamMemory;
}

/**
 * Trains a small network on so many drawn figures, and counts after each part its wrong answers on
 * them and on figures that it was never shown. A run that goes on from a checkpoint ends like one that
 * was not interrupted. null when the reader has cancelled.
 */
export default async function train(
  { trial, from }: TrainInput,
  context: TaskContext,
): Promise<PartRecord[] | null> {
  const { widths, parts, batch, rate } = figuresStudy;
  const [lesson, fresh] = [pictured(trialExamples(trial)), pictured(freshExamples())];
  const optimiser = adam(rate, from?.memory);
  const start = smallNetwork({ widths, classes: CLASSES }, trial.seed);
  let network = from ? withWeights(start, from.weights) : start;
  if (from) disposeNetwork(start);
  const history = [...(from?.history ?? [])];
  const wrong = async ({ values, labels }: typeof lesson) =>
    (await answersOf(network, values, SIDE)).filter((answer, i) => answer !== labels[i]).length;
  try {
    while (history.length < parts) {
      const done = history.length;
      const part = await trainEpoch(
        network,
        optimiser,
        lesson,
        { order: orderOfPart(trial, done), batch: Math.min(batch, trial.examples) },
        {
          stopped: () => context.stopped(),
          onBatch: (share) => context.progress((done + 0.8 * share) / parts),
        },
      );
      if (!part) return null;
      network = part.network;
      history.push({ training: await wrong(lesson), fresh: await wrong(fresh) });
      const checkpoint: Checkpoint = {
        history: [...history],
        weights: await saveWeights(network),
        memory: await optimiser.save(),
      };
      context.progress(history.length / parts, checkpoint);
    }
    disposeNetwork(network);
    return history;
  } finally {
    optimiser.dispose();
  }
}

/** Drawn, as a network takes them, with their labels. */
function pictured(examples: readonly Example[]) {
  return {
    values: inputsOf(examples.map(({ figure }) => drawFigure(figure, figuresStudy.contrast))),
    shape: [SIDE, SIDE, 3] as const,
    labels: examples.map(({ label }) => label),
  };
}
