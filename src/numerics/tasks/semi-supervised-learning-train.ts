import { logitsOf } from '../semiSupervised/fixMatch.ts';
import { learn, type Checkpoint } from '../semiSupervised/learn.ts';
import { materialOf } from '../semiSupervised/material.ts';
import { fieldPoints } from '../semiSupervised/moons.ts';
import { softmaxRows } from '../semiSupervised/pseudoLabels.ts';
import { CLASSES, type Trial } from '../semiSupervised/trial.ts';
import type { TaskContext } from './context.ts';

/** What the page shows of a training, finished or not. */
export interface Seen extends Checkpoint {
  /** For points: the probability of class 1 at each place of `fieldPoints`. */
  field?: Float64Array;
  /** The true class of each example of the pool, to hold the answers against. */
  truth: readonly number[];
}

/** A training, and an earlier part of the same one to go on from. */
export interface TrainInput {
  trial: Trial;
  from?: Seen | undefined;
}

/** Trains by one method from the labelled examples, see `learn`; each part is reported as `Seen`. */
export default async function train(
  { trial, from }: TrainInput,
  context: TaskContext,
): Promise<Seen | null> {
  const { pool } = materialOf(trial.problem, trial.polluted);
  const seen = (reached: Checkpoint): Seen => {
    const shown = { ...reached, truth: pool.labels };
    if (trial.problem !== 'moons') return shown;
    const classes = CLASSES.moons;
    const p = softmaxRows(logitsOf(reached.network, fieldPoints()), classes);
    return { ...shown, field: p.filter((_, i) => i % classes === 1) };
  };
  const reached = await learn(trial, from, {
    stopped: () => context.stopped(),
    progress: (share, partial) =>
      context.progress(share, partial === undefined ? undefined : seen(partial as Checkpoint)),
  });
  return reached && seen(reached);
}
