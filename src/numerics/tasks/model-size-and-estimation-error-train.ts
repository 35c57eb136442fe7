import { answersOf } from '../conflict/answersOf.ts';
import { CLASSES } from '../conflict/figure.ts';
import { disposeNetwork } from '../network/network.ts';
import type { Weights } from '../network/weights.ts';
import {
  examplesOfLesson,
  freshExamples,
  NUMBERS,
  SIDE,
  type Examples,
} from '../regression/pictures.ts';
import { orderOfPart, widthsOf, widthStudy, type WidthTrial } from '../regression/widthStudy.ts';
import { adam, type AdamMemory } from '../training/adam.ts';
import { saveWeights, withWeights } from '../training/savedWeights.ts';
import { smallNetwork } from '../training/smallNetwork.ts';
import { trainEpoch } from '../training/trainEpoch.ts';
import type { TaskContext } from './context.ts';

/** A trial to be trained, and an earlier part of the same training to go on from. */
export interface TrainInput {
  trial: WidthTrial;
  from?: Checkpoint | undefined;
}

/** Wrong answers after a part: among the labels that are learned, and among the fresh figures. */
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
 * Trains a network of one width on drawn figures from nothing, with the book's own gradients, and counts
 * after each part its wrong answers. A run that goes on from a checkpoint ends like one that was not
 * interrupted. null when the reader has cancelled.
 */
export default async function train(
  { trial, from }: TrainInput,
  context: TaskContext,
): Promise<PartRecord[] | null> {
  const { parts, batch, rate } = widthStudy;
  const [lesson, fresh] = [inColour(examplesOfLesson(trial)), inColour(freshExamples())];
  const optimiser = adam(rate, from?.memory);
  const start = smallNetwork({ widths: widthsOf(trial.width), classes: CLASSES }, trial.seed);
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
        { order: orderOfPart(trial, done), batch },
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

/** The greys three times over, since the book's networks see colours. */
function inColour({ pictures, labels }: Examples) {
  const values = new Float32Array(pictures.length * NUMBERS * 3);
  pictures.forEach((picture, i) => {
    picture.forEach((grey, k) =>
      values.fill(grey, 3 * (i * NUMBERS + k), 3 * (i * NUMBERS + k + 1)),
    );
  });
  return { values, shape: [SIDE, SIDE, 3] as const, labels };
}
