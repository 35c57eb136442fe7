import { shuffled } from '../training/shuffled.ts';
import type { Ingredients } from './ingredients.ts';
import type { SmallAlexnetSize } from './smallAlexnet.ts';

/** How the networks that are trained in the page are built, trained and asked. */
export const study = {
  size: { side: 16, maps: [8, 16], kernel: 5, hidden: 64, classes: 10 } satisfies SmallAlexnetSize,
  /** Of the 500 pictures so many are learned; the others are only asked about. */
  lesson: 300,
  epochs: 30,
  batch: 25,
  momentum: 0.9,
  decay: 5e-4,
  /** The share of wrong answers among the learned pictures at which the race is won. */
  goal: 0.25,
  dropout: 0.5,
  /** Largest shift of a picture, in pixels of 16. */
  reach: 2,
  /** Standard deviation of the draws α of the colour shift. */
  colour: 0.1,
} as const;

/** Steps of an epoch. */
export const STEPS = study.lesson / study.batch;

/** A network to be trained: what is in it, at which learning rate, and from which seed. */
export interface AlexnetTrial {
  ingredients: Ingredients;
  /** What the deviations of the untrained kernels are multiplied by. */
  stretch: number;
  rate: number;
  seed: number;
}

/** Which pictures are learned, and which are fresh; the same for every trial. */
export function splitOf(count: number): { lesson: number[]; fresh: number[] } {
  const order = shuffled(count, 2012);
  return { lesson: order.slice(0, study.lesson), fresh: order.slice(study.lesson) };
}

/** Steps until at most a quarter of the learned pictures were wrong; null if that did not happen. */
export function stepsToGoal(wrong: readonly number[]): number | null {
  const epoch = wrong.findIndex((share) => share <= study.goal);
  return epoch < 0 ? null : (epoch + 1) * STEPS;
}
