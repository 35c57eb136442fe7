import {
  createEmptyCard,
  fsrs,
  GenSeedStrategyWithCardId,
  StrategyMode,
  type Card,
  type FSRS,
} from 'ts-fsrs';
import type { ReviewGrade } from '#progress/log.ts';
import { dateOf } from './day.ts';

/** What the schedule knows of an item that has been graded. Days are the reader's. */
export interface Memory {
  /** FSRS's own record: stability in days, difficulty from 1 to 10. */
  card: Card;
  first: number;
  last: number;
  /** The first day on which it should be asked again. */
  due: number;
  grade: ReviewGrade;
}

/** FSRS-6 with the library's default weights; days are all it counts in. */
export interface Scheduler {
  /** The memory of item `key` after a grade on `day`; `null` before the first. */
  graded(memory: Memory | null, key: string, grade: ReviewGrade, day: number): Memory;
  /** The chance, from 0 to 1, that it would be remembered on `day`. */
  recall(memory: Memory, day: number): number;
}

const schedulers = new Map<number, Scheduler>();

/**
 * The scheduler that lets items come up when the chance to remember them has fallen to `retention`.
 * There are no steps of minutes: what was forgotten is asked again on the same day until it is
 * remembered. Intervals of three days and more are moved a little, by an amount drawn from the item
 * and the count of its reviews, so that what was learned together does not stay together.
 */
export function schedulerFor(retention: number): Scheduler {
  const known = schedulers.get(retention) ?? createScheduler(retention);
  schedulers.set(retention, known);
  return known;
}

function createScheduler(retention: number): Scheduler {
  const algorithm: FSRS = fsrs({
    request_retention: retention,
    enable_fuzz: true,
    enable_short_term: true,
    learning_steps: [],
    relearning_steps: [],
  }).useStrategy(StrategyMode.SEED, GenSeedStrategyWithCardId('key'));
  return {
    graded(memory, key, grade, day) {
      // A clock that was set back must not let time run backwards.
      const today = Math.max(day, memory?.last ?? day);
      const date = dateOf(today);
      const before = memory?.card ?? createEmptyCard<Card>(date, (card) => ({ ...card, key }));
      const { card } = algorithm.next(before, date, grade);
      return {
        card,
        first: memory?.first ?? today,
        last: today,
        due: grade === 1 ? today : today + card.scheduled_days,
        grade,
      };
    },
    recall(memory, day) {
      return algorithm.get_retrievability(memory.card, dateOf(Math.max(day, memory.last)), false);
    },
  };
}
