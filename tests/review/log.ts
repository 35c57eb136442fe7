import type { ProgressEntry, ProgressEvent, ReviewGrade } from '../../src/progress/log.ts';
import { mergeEvents } from '../../src/progress/log.ts';
import type { BankIndex } from '../../src/quiz/bank.ts';

/** A day of 2026 in days since 1970: `day(1)` is 1 January. */
export const day = (ofYear: number): number => Date.UTC(2026, 0, ofYear) / 86_400_000;

/** Writes a log as a device would, one event a minute. */
export class LogWriter {
  events: ProgressEvent[] = [];
  #minute = 0;

  add(entry: ProgressEntry, after?: string): string {
    this.#minute += 1;
    const id = `e${String(this.#minute).padStart(5, '0')}`;
    const event: ProgressEvent = { ...entry, id, t: this.#minute * 60_000 };
    this.events = mergeEvents(this.events, [after === undefined ? event : { ...event, after }]);
    return id;
  }

  grade(item: string, grade: ReviewGrade, onDay: number, chapter = 'one'): string {
    return this.add({ type: 'review-graded', chapter, item, grade, day: onDay });
  }
}

/** Two chapters, of which the second is not written. */
export function smallIndex(items = 3): BankIndex {
  const chapter = { number: 1, part: 'p' };
  return {
    parts: [{ id: 'p', number: 1, title: 'Part' }],
    chapters: [
      {
        ...chapter,
        id: 'one',
        title: 'One',
        items: Array.from({ length: items }, (_, index) => ({
          id: `q${index + 1}`,
          kind: 'choice' as const,
          difficulty: 1 as const,
          edition: 'AA',
        })),
      },
      { ...chapter, id: 'two', number: 2, title: 'Two', items: [] },
    ],
  };
}
