import type { BankIndex } from '#quiz/bank.ts';
import { isIn, recallables } from './queue.ts';
import type { ReviewState } from './reviewState.ts';

/** How many items come up on a day; those overdue count for today. */
export interface Expected {
  day: number;
  due: number;
}

/** What is scheduled for today and the days after it. New items are not in it: nobody knows when. */
export function forecast(
  index: BankIndex,
  state: ReviewState,
  today: number,
  days: number,
): Expected[] {
  const expected = Array.from({ length: days }, (_, ahead) => ({ day: today + ahead, due: 0 }));
  for (const thing of recallables(index)) {
    const memory = state.memories.get(thing.key);
    if (memory === undefined || !isIn(state, thing)) continue;
    const entry = expected[Math.max(0, memory.due - today)];
    if (entry !== undefined) entry.due += 1;
  }
  return expected;
}

/** What was done on a day. */
export interface Done {
  day: number;
  /** Items met for the first time. */
  first: number;
  /** Items met on a day before that were remembered at once (hard, good or easy), or were not. */
  remembered: number;
  forgotten: number;
  /** Further times on the same day. */
  repeats: number;
}

/** The last `days` days, today last. */
export function history(state: ReviewState, today: number, days: number): Done[] {
  const done = Array.from({ length: days }, (_, index) => ({
    day: today - days + 1 + index,
    first: 0,
    remembered: 0,
    forgotten: 0,
    repeats: 0,
  }));
  for (const { day, kind, grade } of state.grades) {
    const entry = done[day - today + days - 1];
    if (entry === undefined) continue;
    if (kind === 'first') entry.first += 1;
    else if (kind === 'repeat') entry.repeats += 1;
    else if (grade === 1) entry.forgotten += 1;
    else entry.remembered += 1;
  }
  return done;
}
