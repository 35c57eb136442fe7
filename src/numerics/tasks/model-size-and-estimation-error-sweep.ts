import type { Lesson } from '../regression/pictures.ts';
import { LAMBDAS, sizesFor, sweepOf, type Fit } from '../regression/sweep.ts';
import type { TaskContext } from './context.ts';

/** What is learned from; seeds 1, 2, … draw other figures, wrong labels and features each. */
export interface SweepInput extends Omit<Lesson, 'seed'> {
  seeds: number;
}

/** Over the seeds: the mean, and the least and the most. */
export interface Spread {
  mean: number;
  low: number;
  high: number;
}

/** All machines of one size and one strength of the ridge. */
export interface Cell {
  training: Spread;
  fresh: Spread;
  squared: Spread;
  norm: Spread;
  /** Of the first seed: its scores for the first fresh figure of each class. */
  scores: number[][];
}

/** Sizes tried, and for each size and each of `LAMBDAS` what came of it. */
export interface Sweep {
  sizes: number[];
  /** How many seeds it is the mean of. */
  seeds: number;
  cells: Cell[][];
}

/**
 * Random features fitted exactly at every size and strength of the ridge; after each seed the sweep so
 * far. null when the reader has cancelled.
 */
export default async function sweep(
  { examples, noise, seeds }: SweepInput,
  context: TaskContext,
): Promise<Sweep | null> {
  const sizes = sizesFor(examples);
  const runs: Fit[][][] = [];
  for (let seed = 1; seed <= seeds; seed++) {
    const run: Fit[][] = [];
    for (const fits of sweepOf({ examples, noise, seed })) {
      run.push(fits);
      if (await context.stopped()) return null;
      context.progress((seed - 1 + run.length / sizes.length) / seeds);
    }
    runs.push(run);
    if (seed < seeds) context.progress(seed / seeds, summary(sizes, runs));
  }
  return summary(sizes, runs);
}

function summary(sizes: number[], runs: readonly Fit[][][]): Sweep {
  const cells = sizes.map((_, s) =>
    LAMBDAS.map((_lambda, l): Cell => {
      const fits = runs.flatMap((run) => run[s]?.[l] ?? []);
      const of = (key: 'training' | 'fresh' | 'squared' | 'norm') =>
        spreadOf(fits.map((fit) => fit[key]));
      return {
        training: of('training'),
        fresh: of('fresh'),
        squared: of('squared'),
        norm: of('norm'),
        scores: fits[0]?.scores ?? [],
      };
    }),
  );
  return { sizes, seeds: runs.length, cells };
}

function spreadOf(values: readonly number[]): Spread {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return { mean, low: Math.min(...values), high: Math.max(...values) };
}
