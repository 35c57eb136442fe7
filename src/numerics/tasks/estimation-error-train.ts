import { inputsOf } from '../conflict/answersOf.ts';
import { CLASSES, drawFigure, SIDE } from '../conflict/figure.ts';
import type { Example } from '../conflict/trial.ts';
import {
  figuresStudy,
  freshExamples,
  trialExamples,
  type FiguresTrial,
} from '../learning/figuresStudy.ts';
import { trainInParts, type Checkpoint, type PartRecord } from '../training/trainInParts.ts';
import type { TaskContext } from './context.ts';

export type { Checkpoint, PartRecord } from '../training/trainInParts.ts';

/** A trial to be trained, and an earlier part of the same training to go on from. */
export interface TrainInput {
  trial: FiguresTrial;
  from?: Checkpoint | undefined;
}

/** Trains a small network on so many drawn figures, see `trainInParts`. */
export default function train(
  { trial, from }: TrainInput,
  context: TaskContext,
): Promise<PartRecord[] | null> {
  const lesson = {
    size: { widths: figuresStudy.widths, classes: CLASSES },
    seed: trial.seed,
    lesson: pictured(trialExamples(trial)),
    fresh: pictured(freshExamples()),
  };
  return trainInParts(lesson, figuresStudy, from, context);
}

/** Drawn, as a network takes them, with their labels. */
function pictured(examples: readonly Example[]) {
  return {
    values: inputsOf(examples.map(({ figure }) => drawFigure(figure, figuresStudy.contrast))),
    shape: [SIDE, SIDE, 3] as const,
    labels: examples.map(({ label }) => label),
  };
}
