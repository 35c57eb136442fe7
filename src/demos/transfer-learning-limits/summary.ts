import type { Target } from '#numerics/transfer/study.ts';

/** Mean, least and most of a share over the seeds. */
export interface Spread {
  mean: number;
  low: number;
  high: number;
}

/** One way of using, or not using, the trained network, at one number of examples. */
export interface Cell<Arm extends string = string> {
  arm: Arm;
  target: Target;
  each: number;
  /** Share of right answers in the end. */
  test: Spread;
  /** Steps, and the mean share of right answers on the way; none for a probe. */
  steps?: number | undefined;
  curve?: number[] | undefined;
  seeds: number;
}

interface Run<Arm extends string> {
  arm: Arm;
  target: Target;
  each: number;
  test: number;
  steps?: number | undefined;
  curve?: number[] | undefined;
}

/** Fewer seeds than this make no mean. */
const SEEDS = 3;

/** The runs of a record, those that differ only in the seed together, where there are three seeds. */
export function cellsOf<Arm extends string>(
  runs: readonly Run<Arm>[],
  curveImages: number,
): Cell<Arm>[] {
  const groups = new Map<string, Run<Arm>[]>();
  for (const run of runs) {
    const key = `${run.arm} ${run.target} ${run.each}`;
    groups.set(key, [...(groups.get(key) ?? []), run]);
  }
  return [...groups.values()].flatMap((same) => {
    const [first] = same;
    if (!first || same.length < SEEDS) return [];
    const curve = first.curve?.map((_, i) =>
      rounded(meanOf(same.map((run) => (run.curve?.[i] ?? 0) / curveImages))),
    );
    const { arm, target, each, steps } = first;
    const test = spreadOf(same.map((run) => run.test));
    return [{ arm, target, each, test, steps, curve, seeds: same.length }];
  });
}

/** Mean, least and most. */
export function spreadOf(values: readonly number[]): Spread {
  return { mean: rounded(meanOf(values)), low: Math.min(...values), high: Math.max(...values) };
}

function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

const rounded = (value: number) => Number(value.toFixed(4));
