import { TEST_IMAGES, type RecordedEnsembles, type Tested } from './recorded.ts';

/** Mean, smallest and largest, in per cent or in points. */
export interface Spread {
  mean: number;
  low: number;
  high: number;
}

/** An arm of the record over its seeds. */
export interface ArmSummary {
  arm: string;
  seeds: number;
  /** Wrong answers to the test images at the end, in per cent. */
  test: Spread;
  /** Wrong answers by epoch while learning (with crops, dropout and all), means over the seeds. */
  training: number[];
}

/** What an ingredient is worth: by how many points the test error is lower with it than without. */
export interface Worth {
  ingredient: string;
  /** Seed by seed: networks that differ in this ingredient only. */
  points: number[];
  mean: number;
}

/** The error of averaged networks by their number, over every choice of so many. */
export interface EnsembleSummary {
  arm: string;
  errors: Spread[];
}

/** Which arm lacks what: [ingredient, arm with it, arm without it]. */
const pairs = {
  all: [
    ['crops and flips', 'all', 'all without crops and flips'],
    ['dropout', 'all', 'all without dropout'],
    ['overlapping windows', 'all', 'all without overlapping windows'],
    ['colour', 'all', 'all without colour'],
    ['response normalisation', 'all', 'all without response normalisation'],
    ['α = 1 in place of 10⁻⁴', 'all with response normalisation, alpha 1', 'all'],
    ['ReLU in place of tanh', 'all', 'all, tanh'],
  ],
  bare: [
    ['crops and flips', 'bare with crops and flips', 'bare'],
    ['dropout', 'bare with dropout', 'bare'],
    ['colour', 'bare with colour', 'bare'],
    ['response normalisation', 'bare with response normalisation', 'bare'],
    ['ReLU in place of tanh', 'bare', 'bare, tanh'],
  ],
} as const;

/** Each arm over its seeds, in the order of the record. */
export function summariseArms(runs: readonly Tested[]): ArmSummary[] {
  return [...new Set(runs.map(({ arm }) => arm))].map((arm) => {
    const own = runs.filter((run) => run.arm === arm);
    return {
      arm,
      seeds: own.length,
      test: spreadOf(own.map(errorOf)),
      training: (own[0]?.accuracy ?? []).map((_, epoch) =>
        meanOf(own.map(({ accuracy }) => 100 * (1 - (accuracy[epoch] ?? 0)))),
      ),
    };
  });
}

/** The ingredients' worth when taken out of `all` or put into `bare`; those recorded, best first. */
export function worthOf(runs: readonly Tested[], from: keyof typeof pairs): Worth[] {
  const errors = (arm: string) =>
    new Map(runs.filter((run) => run.arm === arm).map((run) => [run.seed, errorOf(run)]));
  return pairs[from]
    .map(([ingredient, withIt, without]) => {
      const [good, bad] = [errors(withIt), errors(without)];
      const points = [...bad].flatMap(([seed, error]) => {
        const other = good.get(seed);
        return other === undefined ? [] : [error - other];
      });
      return { ingredient, points, mean: meanOf(points) };
    })
    .filter(({ points }) => points.length > 0)
    .toSorted((a, b) => b.mean - a.mean);
}

/** The ensembles, arm by arm. */
export function summariseEnsembles(found: readonly RecordedEnsembles[]): EnsembleSummary[] {
  return found.map(({ arm, ensembles }) => ({
    arm,
    errors: ensembles.map((choices) =>
      spreadOf(choices.map((count) => 100 * (1 - count / TEST_IMAGES))),
    ),
  }));
}

function errorOf({ test }: Tested): number {
  return 100 * (1 - test / TEST_IMAGES);
}

export function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function spreadOf(values: readonly number[]): Spread {
  return { mean: meanOf(values), low: Math.min(...values), high: Math.max(...values) };
}
