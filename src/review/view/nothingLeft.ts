import type { BankIndex } from '#quiz/bank.ts';
import { dayName, inDays } from '../day.ts';
import { forecast } from '../outlook.ts';
import { isIn, recallables } from '../queue.ts';
import type { Review } from './useReview.ts';

/** Why there is nothing to do, and when there will be. */
export function nothingLeft(index: BankIndex, { state, today }: Review): string {
  if (!recallables(index).some((thing) => isIn(state, thing)))
    return 'Nothing is in review yet. The card and the questions of a chapter come in when you have read it to its end, or at once if you tick it below.';
  const next = forecast(index, state, today, 365).find(({ due }) => due > 0);
  if (next === undefined) return 'Nothing is due.';
  return `Nothing is left for today. The next ${next.due === 1 ? 'item comes' : `${next.due} items come`} up ${inDays(next.day - today)}, on ${dayName(next.day)}.`;
}
