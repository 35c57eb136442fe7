import type { ProgressEvent, ReviewGrade } from '#progress/log.ts';
import { believedDays } from './believedDays.ts';
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
  const before: ReviewState = {
    settings: settingsOf(events),
    memories: new Map(),
    grades: [],
    read: new Set(),
    chosen: new Map(),
  };
  return after(before, events, daysOfGrades(events, today));
}

/**
 * The same for a log that grows: after a year of study a grade costs a few milliseconds and not a
 * replay of thousands.
 */
export function growingReviewState(): typeof reviewState {
  let known: { ids: string[]; days: ReadonlyMap<string, number>; state: ReviewState } | null = null;
  return (events, today) => {
    const days = daysOfGrades(events, today);
    const { retention } = settingsOf(events);
    // Nothing that was reckoned with may have changed: no event, no grade, and not the day of one.
    const goesOn =
      known !== null &&
      known.state.settings.retention === retention &&
      known.ids.every((id, index) => events[index]?.id === id) &&
      [...known.days].every(([id, day]) => days.get(id) === day);
    const state =
      known !== null && goesOn
        ? {
            ...after(known.state, events.slice(known.ids.length), days),
            settings: settingsOf(events),
          }
        : reviewState(events, today);
    known = { ids: events.map(({ id }) => id), days, state };
    return state;
  };
}

/** The day of every grade that was not taken back, by the id of its event. */
function daysOfGrades(
  events: readonly ProgressEvent[],
  today: number,
): ReadonlyMap<string, number> {
  const undone = new Set(
    events.flatMap((event) => (event.type === 'review-undone' ? [event.undoes] : [])),
  );
  const grades = events.flatMap((event) =>
    event.type === 'review-graded' && !undone.has(event.id) ? [event] : [],
  );
  const days = believedDays(
    grades.map(({ day }) => day),
    today,
  );
  return new Map(grades.map(({ id }, index) => [id, days[index] ?? today]));
}

function after(
  { settings, ...before }: ReviewState,
  events: readonly ProgressEvent[],
  days: ReadonlyMap<string, number>,
): ReviewState {
  const scheduler = schedulerFor(settings.retention);
  const memories = new Map(before.memories);
  const grades = [...before.grades];
  const read = new Set(before.read);
  const chosen = new Map(before.chosen);
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
        // With a chapter goes what was put into review of it one by one before.
        if (event.item === undefined && !event.chosen)
          for (const [key, single] of chosen)
            if (single && key.startsWith(itemKey(event.chapter, ''))) chosen.delete(key);
        break;
      case 'review-graded': {
        const day = days.get(event.id);
        if (day === undefined) break;
        const { id, chapter, item, grade } = event;
        const key = itemKey(chapter, item);
        const memory = memories.get(key) ?? null;
        const kind = memory === null ? 'first' : memory.last === day ? 'repeat' : 'review';
        grades.push({ id, chapter, item, grade, day, kind });
        memories.set(key, scheduler.graded(memory, key, grade, day));
        break;
      }
    }
  }
  return { settings, memories, grades, read, chosen };
}
