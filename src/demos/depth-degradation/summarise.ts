import { TEST_IMAGES, TRAINING_IMAGES, type RecordedRun } from './recorded.ts';

/** Mean, smallest and largest over the seeds, in per cent. */
export interface Spread {
  mean: number;
  low: number;
  high: number;
}

/** A kind of network at one depth, over its seeds. */
export interface Summary {
  kind: RecordedRun['kind'];
  depth: number;
  training: Spread;
  test: Spread;
  /** By epoch, the means over the seeds: loss in training, and test error in per cent. */
  loss: number[];
  testError: number[];
  /** By layer, the geometric means over the seeds, at three times. */
  gradients: [number[], number[], number[]];
}

/** The record, by kind and depth, shallow first. */
export function summarise(runs: readonly RecordedRun[]): Summary[] {
  const depths = [...new Set(runs.map(({ depth }) => depth))].toSorted((a, b) => a - b);
  return depths.flatMap((depth) =>
    (['plain', 'residual'] as const).map((kind) => {
      const own = runs.filter((run) => run.kind === kind && run.depth === depth);
      const errors = own.map(({ test }) => test.map((right) => 100 - (100 * right) / TEST_IMAGES));
      const over = <T>(of: (run: RecordedRun) => readonly T[], mean: (values: T[]) => number) =>
        (own[0] ? of(own[0]) : []).map((_, i) =>
          mean(own.flatMap((run) => of(run).slice(i, i + 1))),
        );
      return {
        kind,
        depth,
        training: spreadOf(own.map(({ training }) => 100 - (100 * training) / TRAINING_IMAGES)),
        test: spreadOf(errors.map((curve) => curve.at(-1) ?? Number.NaN)),
        loss: over(({ loss }) => loss, meanOf),
        testError: over(
          ({ test }) => test,
          (right) => 100 - (100 * meanOf(right)) / TEST_IMAGES,
        ),
        gradients: ([0, 1, 2] as const).map((time) =>
          over(({ gradients }) => gradients[time], geometricMean),
        ) as Summary['gradients'],
      };
    }),
  );
}

function spreadOf(values: readonly number[]): Spread {
  return { mean: meanOf(values), low: Math.min(...values), high: Math.max(...values) };
}

function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function geometricMean(values: readonly number[]): number {
  return Math.exp(meanOf(values.map(Math.log)));
}
