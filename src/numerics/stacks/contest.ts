import { CLASSES, drawFigure, SIDE } from '../conflict/figure.ts';
import { inputsOf } from '../conflict/answersOf.ts';
import { examplesOf, type Example } from '../conflict/trial.ts';
import type { Examples } from '../training/trainEpoch.ts';
import type { MiddleName } from './middles.ts';

/** How each contestant is built, trained and tested in the page. */
export const contest = {
  /** C. */
  maps: 8,
  classes: CLASSES,
  side: SIDE,
  /** Drawn figures to learn from, and fresh ones to be asked about. */
  examples: 256,
  fresh: 400,
  /** ± levels of 255 of the texture, which is drawn by lot: only the silhouette tells the class. */
  contrast: 24,
  batch: 20,
  /**
   * Adam's rate: for the first four, of 0.001, 0.002 and 0.005 the one with the fewest wrong answers
   * in a pilot (`pilot.json` beside the chapter); the other two take that of what they are a variant of.
   */
  rates: { seven: 0.002, fives: 0.005, threes: 0.005, linear: 0.005, ones: 0.002, wide: 0.005 },
  /** Steps in a part, after which both errors are measured, and parts. */
  steps: 60,
  parts: 10,
} as const satisfies Record<string, unknown> & { rates: Record<MiddleName, number> };

/** A contestant: its middle, and the seed of its weights and of its figures. */
export interface ContestTrial {
  middle: MiddleName;
  seed: number;
}

/** What a contestant learns from. */
export function lessonOf({ seed }: ContestTrial): Examples {
  return pictured(examplesOf({ lesson: 'shape', seed }, contest.examples, 'training'));
}

/** Figures of the same distribution that no contestant is trained on; others for the pilot. */
export function freshOfContest(pilot = false): Examples {
  const seed = 2 ** 20 + (pilot ? 1 : 0);
  return pictured(examplesOf({ lesson: 'shape', seed }, contest.fresh, 'test'));
}

function pictured(examples: readonly Example[]): Examples {
  return {
    values: inputsOf(examples.map(({ figure }) => drawFigure(figure, contest.contrast))),
    shape: [SIDE, SIDE, 3],
    labels: examples.map(({ label }) => label),
  };
}
