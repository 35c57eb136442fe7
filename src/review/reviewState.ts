import type { ProgressEvent, ReviewGrade } from '#progress/log.ts';
import { schedulerFor, type Memory } from './memory.ts';
import { settingsOf, type Settings } from './settings.ts';

/** A grade that holds. */
export interface Graded {
  /** The id of its event. */
  id: string;
  chapter: string;
  item: string;
  grade: ReviewGrade;
  /** The reader's day, as far as the clock can be believed. */
  day: number;
  /** The item's first ever, its first on a later day, or one more on the same day. */
  kind: 'first' | 'review' | 'repeat';
}

/** All that the log says about review, by `itemKey`. */
export interface ReviewState {
  settings: Settings;
  /** Items graded at least once. */
  memories: ReadonlyMap<string, Memory>;
  /** Grades that were not taken back, in the order in which they were given. */
  grades: readonly Graded[];
  /** Chapters that were read to the end. */
  read: ReadonlySet<string>;
  /** What was put into review by choice (true) or left out (false), by chapter id or `itemKey`. */
  chosen: ReadonlyMap<string, boolean>;
}

/** One name for an item of a chapter. */
export function itemKey(chapter: string, item: string): string {
  return `${chapter}/${item}`;
}

/**
 * The state of review after these events, which are in the order in which they happened, seen on
 * day `today`. It depends on nothing else: the same log gives the same schedule on every device and
 * in every time zone.
 */
export function reviewState(events: readonly ProgressEvent[], today: number): ReviewState {
  const settings = settingsOf(events);
  const scheduler = schedulerFor(settings.retention);
  const undone = new Set(
    events.flatMap((event) => (event.type === 'review-undone' ? [event.undoes] : [])),
  );
  const memories = new Map<string, Memory>();
  const grades: Graded[] = [];
  const read = new Set<string>();
  const chosen = new Map<string, boolean>();
  let latest: number | null = null;

  for (const event of events) {
    switch (event.type) {
      case 'chapter-read':
        read.add(event.chapter);
        break;
      case 'review-chosen':
        chosen.set(
          event.item === undefined ? event.chapter : itemKey(event.chapter, event.item),
          event.chosen,
        );
        break;
      case 'review-graded': {
        if (undone.has(event.id)) break;
        // A day that has not come yet is of a clock that ran ahead: it was the day before it, or today.
        const day: number =
          event.day > today ? (latest ?? today) : Math.max(event.day, latest ?? 0);
        latest = day;
        const { id, chapter, item, grade } = event;
        const key = itemKey(chapter, item);
        const before = memories.get(key) ?? null;
        const kind = before === null ? 'first' : before.last === day ? 'repeat' : 'review';
        grades.push({ id, chapter, item, grade, day, kind });
        memories.set(key, scheduler.graded(before, key, grade, day));
        break;
      }
    }
  }
  return { settings, memories, grades, read, chosen };
}
