import { wilsonInterval } from '#numerics/counting/wilsonInterval.ts';
import type { AttackId, DefenceId } from '#numerics/adversarial/setups.ts';
import type { CountOutput } from '#numerics/tasks/adversarial-defenses-count.ts';
import { countedRadii } from './state.ts';

/** What a count was of. */
export interface CountedOf {
  defence: DefenceId;
  attack: AttackId;
  norm: keyof typeof countedRadii;
}

/** A count, done or going, with what it is of. */
export type Counted = CountOutput & CountedOf;

/** A task of counting as its frame holds it; `asked` is the run that was asked for last. */
export interface CountingTask {
  running: boolean;
  partial: CountOutput | null;
  result: CountOutput | null;
  resultOf: CountedOf | null;
  asked: CountedOf | null;
}

/**
 * The count to be shown: of the run that goes as far as it has got, else of the last one that was not
 * stopped. A result keeps its own name and its own number of pictures when another run is asked for.
 */
export function countedOf(task: CountingTask): Counted | null {
  if (!task.asked) return null;
  const [found, of] = task.running ? [task.partial, task.asked] : [task.result, task.resultOf];
  if (!found || !of) return null;
  return { ...found, defence: of.defence, attack: of.attack, norm: of.norm };
}

/** A budget, how many pictures are right with it, and the 95 % interval of their share. */
export interface CountedRow {
  radius: number;
  right: number;
  share: number;
  low: number;
  high: number;
}

/** One row for no attack, and one for each budget that is done. */
export function rowsOf({ norm, clean, right, of }: Counted): CountedRow[] {
  return [clean, ...right].map((count, i) => ({
    radius: i ? (countedRadii[norm][i - 1] ?? 0) : 0,
    right: count,
    share: count / of,
    ...wilsonInterval(count, of),
  }));
}
