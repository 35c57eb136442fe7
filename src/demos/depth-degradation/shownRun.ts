import type { DeepTrial } from '#numerics/depth/study.ts';
import { study } from '#numerics/depth/study.ts';
import type { Course } from '#numerics/tasks/depth-degradation-train.ts';

/** A network that was trained, as the table and the plots show it. */
export interface ShownRun {
  trial: DeepTrial;
  course: Course;
}

/** Steps of an epoch of the lab. */
export const STEPS = 20;

/** The mean over each whole epoch so far. */
function byEpoch(values: readonly number[]): number[] {
  const epochs = Math.floor(values.length / STEPS);
  return Array.from({ length: epochs }, (_, epoch) => {
    const own = values.slice(epoch * STEPS, (epoch + 1) * STEPS);
    return own.reduce((sum, value) => sum + value, 0) / STEPS;
  });
}

/** The loss by epoch: the mean of its batches', each before its step. */
export function lossByEpoch({ losses }: Course): number[] {
  return byEpoch(losses);
}

/** The share of wrong answers in the batches of the last epoch. */
export function lastError({ right }: Course): number {
  return 1 - (byEpoch(right).at(-1) ?? Number.NaN) / study.batch;
}

/** Whether its loss ended as no number. */
export function diverged({ losses }: Course): boolean {
  return !Number.isFinite(losses.at(-1));
}

/** "56 plain", "8 with skips, no norm". */
export function nameOf({ depth, skips, norm }: DeepTrial): string {
  return `${depth} ${skips ? 'residual' : 'plain'}${norm ? '' : ', no norm'}`;
}

/** What a network cannot be told apart by. */
export function sameTrial(a: DeepTrial, b: DeepTrial): boolean {
  return nameOf(a) === nameOf(b) && a.seed === b.seed;
}
