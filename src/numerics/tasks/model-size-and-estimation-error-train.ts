import { CLASSES } from '../conflict/figure.ts';
import {
  examplesOfLesson,
  freshExamples,
  NUMBERS,
  SIDE,
  type Examples,
} from '../regression/pictures.ts';
import { widthsOf, widthStudy, type WidthTrial } from '../regression/widthStudy.ts';
import { trainInParts, type Checkpoint, type PartRecord } from '../training/trainInParts.ts';
import type { TaskContext } from './context.ts';

export type { Checkpoint, PartRecord } from '../training/trainInParts.ts';

/** A trial to be trained, and an earlier part of the same training to go on from. */
export interface TrainInput {
  trial: WidthTrial;
  from?: Checkpoint | undefined;
}

/** Trains a network of one width on drawn figures from nothing, see `trainInParts`. */
export default function train(
  { trial, from }: TrainInput,
  context: TaskContext,
): Promise<PartRecord[] | null> {
  const lesson = {
    size: { widths: widthsOf(trial.width), classes: CLASSES },
    seed: trial.seed,
    lesson: inColour(examplesOfLesson(trial)),
    fresh: inColour(freshExamples()),
  };
  return trainInParts(lesson, widthStudy, from, context);
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
