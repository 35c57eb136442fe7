/** The version of the log's form; a change of form needs a new number and a way up from the old. */
export const logVersion = 1;

interface Stamp {
  /** Unique over all devices, so that logs can be merged. */
  id: string;
  /** When it happened, in milliseconds since 1970. */
  t: number;
}

export interface ChapterStarted {
  type: 'chapter-started';
  chapter: string;
}

export interface ChapterRead {
  type: 'chapter-read';
  chapter: string;
}

/** One answer to one item. `seed` where the numbers were drawn. */
export interface QuizAnswer {
  type: 'quiz-answer';
  chapter: string;
  item: string;
  correct: boolean;
  score: number;
  seed?: number;
}

/** A whole quiz answered: how many of its items were right at the first answer. */
export interface QuizFinished {
  type: 'quiz-finished';
  chapter: string;
  right: number;
  of: number;
}

/** What happened, before the log gives it an id and a time. */
export type ProgressEntry = ChapterStarted | ChapterRead | QuizAnswer | QuizFinished;
export type ProgressEvent = ProgressEntry & Stamp;

/** What is stored. The epoch changes when the reader erases everything. */
export interface ProgressLog {
  v: typeof logVersion;
  epoch: string;
  events: ProgressEvent[];
}

/** What a stored text turned out to be. Of a damaged log, the events that can still be read. */
export type StoredLog =
  | { kind: 'none' }
  | { kind: 'good'; log: ProgressLog }
  | { kind: 'damaged'; events: ProgressEvent[] }
  | { kind: 'newer' };

/** Reads a stored log; never throws. */
export function readLog(text: string | null): StoredLog {
  if (text === null) return { kind: 'none' };
  let data: unknown;
  try {
    data = JSON.parse(text);
  } catch {
    return { kind: 'damaged', events: [] };
  }
  if (!isObject(data)) return { kind: 'damaged', events: [] };
  if (typeof data['v'] === 'number' && data['v'] > logVersion) return { kind: 'newer' };
  const { v, epoch, events } = data;
  const list = Array.isArray(events) ? events : [];
  const readable = list.filter(isEvent);
  if (
    v !== logVersion ||
    typeof epoch !== 'string' ||
    readable.length !== list.length ||
    list !== events
  )
    return { kind: 'damaged', events: readable };
  return { kind: 'good', log: { v, epoch, events: readable } };
}

/** All events of both, each id once, in order of time: the same whichever comes first. */
export function mergeEvents(
  some: readonly ProgressEvent[],
  others: readonly ProgressEvent[],
): ProgressEvent[] {
  const byId = new Map<string, ProgressEvent>();
  for (const event of [...some, ...others]) if (!byId.has(event.id)) byId.set(event.id, event);
  return [...byId.values()].sort((a, b) => a.t - b.t || (a.id < b.id ? -1 : 1));
}

/**
 * Whether this is an event of this version. Written by hand because every page reads the log, and
 * a schema library would cost more than everything else here; the tests hold it equal to the
 * schema by which imported files are read.
 */
export function isEvent(value: unknown): value is ProgressEvent {
  if (!isObject(value)) return false;
  const { id, t, type, chapter, item, correct, score, seed, right, of } = value;
  if (!isName(id) || typeof t !== 'number' || !(t >= 0) || !Number.isFinite(t)) return false;
  if (!isName(chapter)) return false;
  switch (type) {
    case 'chapter-started':
    case 'chapter-read':
      return true;
    case 'quiz-answer':
      return (
        isName(item) &&
        typeof correct === 'boolean' &&
        typeof score === 'number' &&
        score >= 0 &&
        score <= 1 &&
        (seed === undefined || Number.isSafeInteger(seed))
      );
    case 'quiz-finished':
      return isCount(right) && isCount(of) && of > 0 && right <= of;
    default:
      return false;
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isName(value: unknown): value is string {
  return typeof value === 'string' && value.length > 0 && value.length <= 100;
}

function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}
