import type { ReviewGrade } from '#progress/log.ts';
import type { Progress } from '#progress/store.ts';
import { readerDay } from './day.ts';
import type { Graded } from './reviewState.ts';
import { settingsOf } from './settings.ts';

/** Records that an item was recalled so well at time `now` (ms since 1970). */
export function gradeItem(
  progress: Progress,
  { chapter, item }: { chapter: string; item: string },
  grade: ReviewGrade,
  now: number,
): void {
  const { dayTurnsAt } = settingsOf(progress.snapshot().events);
  const day = Math.max(0, readerDay(now, dayTurnsAt));
  progress.append({ type: 'review-graded', chapter, item, grade, day });
}

/** Takes a grade back. */
export function undoGrade(progress: Progress, { id, chapter, item }: Graded): void {
  progress.append({ type: 'review-undone', chapter, item, undoes: id });
}
