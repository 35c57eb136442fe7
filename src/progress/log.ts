/**
 * The version of the log's form; a change of form needs a new number and a way up from the old.
 * Version 1 had the first four kinds of event; a log of it is a log of version 2 as it stands.
 */
export const logVersion = 2;

interface Stamp {
  /** Unique over all devices, so that logs can be merged. */
  id: string;
  /** When it happened, in milliseconds since 1970, by the clock of its device. */
  t: number;
  /**
   * The event it followed on its device, where the clock says otherwise: it had been set back, or
   * had run ahead before.
   */
  after?: string;
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

/** The name of a chapter's flashcard among the items that are reviewed. */
export const cardItem = 'card';

/** How well an item was remembered: again (not at all), hard, good, easy. */
export type ReviewGrade = 1 | 2 | 3 | 4;

/** An item was recalled and graded by its reader. `item` is the id of a quiz item, or `cardItem`. */
export interface ReviewGraded {
  type: 'review-graded';
  chapter: string;
  item: string;
  grade: ReviewGrade;
  /**
   * The reader's day, in days since 1970-01-01. Kept, because it cannot be told from `t` once the
   * reader is in another time zone, or lets days turn at another hour.
   */
  day: number;
}

/** A grade was taken back. */
export interface ReviewUndone {
  type: 'review-undone';
  chapter: string;
  item: string;
  /** The id of the grade. */
  undoes: string;
}

/** All of a chapter, or one item of it, was put into review by choice, or left out. */
export interface ReviewChosen {
  type: 'review-chosen';
  chapter: string;
  item?: string;
  chosen: boolean;
}

/** How the reader wants to review; the last one holds. */
export interface ReviewSettings {
  type: 'review-settings';
  /** The hour at which a new day begins, from 0 to 23. */
  dayTurnsAt: number;
  /** How many new items a day. */
  newPerDay: number;
  /** The share of items that should be remembered when they come up, from 0.7 to 0.97. */
  retention: number;
}

/** An exam was handed in. `paper` is the part of its link that says which. */
export interface ExamFinished {
  type: 'exam-finished';
  paper: string;
  right: number;
  of: number;
}

/** What happened, before the log gives it an id and a time. */
export type ProgressEntry =
  | ChapterStarted
  | ChapterRead
  | QuizAnswer
  | QuizFinished
  | ReviewGraded
  | ReviewUndone
  | ReviewChosen
  | ReviewSettings
  | ExamFinished;
export type ProgressEvent = ProgressEntry & Stamp;

/** What is stored. The epoch changes when the reader erases everything. */
export interface ProgressLog {
  v: typeof logVersion;
  epoch: string;
  events: ProgressEvent[];
}

/** What a stored text turned out to be. Of a damaged log, what can still be read. */
export type StoredLog =
  | { kind: 'none' }
  | { kind: 'good'; log: ProgressLog }
  | { kind: 'damaged'; events: ProgressEvent[]; epoch?: string }
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
    (v !== 1 && v !== logVersion) ||
    typeof epoch !== 'string' ||
    readable.length !== list.length ||
    list !== events
  )
    return { kind: 'damaged', events: readable, ...(typeof epoch === 'string' ? { epoch } : {}) };
  return { kind: 'good', log: { v: logVersion, epoch, events: readable } };
}

/** All events of both, each id once, in the order in which they happened: the same whichever comes first. */
export function mergeEvents(
  some: readonly ProgressEvent[],
  others: readonly ProgressEvent[],
): ProgressEvent[] {
  const byId = new Map<string, ProgressEvent>();
  for (const event of [...some, ...others]) if (!byId.has(event.id)) byId.set(event.id, event);
  const late = latePlaces(byId);
  const placeOf = (event: ProgressEvent): Place => late.get(event.id) ?? { t: event.t, depth: 0 };
  return [...byId.values()].sort((a, b) => {
    const [x, y] = [placeOf(a), placeOf(b)];
    return x.t - y.t || x.depth - y.depth || a.t - b.t || (a.id < b.id ? -1 : 1);
  });
}

/** When an event happened: at a time, or so many events after what happened at that time. */
interface Place {
  t: number;
  depth: number;
}

/** The places of events that followed one which its clock says was later; they stand behind it. */
function latePlaces(byId: ReadonlyMap<string, ProgressEvent>): ReadonlyMap<string, Place> {
  const places = new Map<string, Place>();
  const followers = [...byId.values()].filter((event) => event.after !== undefined);
  followers.sort((a, b) => (a.id < b.id ? -1 : 1));
  for (const follower of followers) {
    // Down to what has a place already, then up again; `met` ends a circle in a forged file.
    const chain: ProgressEvent[] = [];
    const met = new Set<string>();
    let at: ProgressEvent | undefined = follower;
    while (at !== undefined && !places.has(at.id) && !met.has(at.id)) {
      chain.push(at);
      met.add(at.id);
      at = at.after === undefined ? undefined : byId.get(at.after);
    }
    let before = at === undefined ? undefined : places.get(at.id);
    for (const link of chain.reverse()) {
      before =
        before !== undefined && before.t > link.t
          ? { t: before.t, depth: before.depth + 1 }
          : { t: link.t, depth: 0 };
      places.set(link.id, before);
    }
  }
  return places;
}

/**
 * Whether this is an event of this version. Written by hand because every page reads the log, and
 * a schema library would cost more than everything else here; the tests hold it equal to the
 * schema by which imported files are read.
 */
export function isEvent(value: unknown): value is ProgressEvent {
  if (!isObject(value)) return false;
  const { id, t, after, type, chapter, item, right, of } = value;
  if (!isName(id) || !isWithin(t, 0, lastMoment)) return false;
  if (after !== undefined && !isName(after)) return false;
  switch (type) {
    case 'chapter-started':
    case 'chapter-read':
      return isName(chapter);
    case 'quiz-answer':
      return (
        isName(chapter) &&
        isName(item) &&
        typeof value['correct'] === 'boolean' &&
        isWithin(value['score'], 0, 1) &&
        (value['seed'] === undefined || Number.isSafeInteger(value['seed']))
      );
    case 'quiz-finished':
      return isName(chapter) && isResult(right, of);
    case 'review-graded':
      return (
        isName(chapter) &&
        isName(item) &&
        isWhole(value['grade'], 1, 4) &&
        isWhole(value['day'], 0, lastDay)
      );
    case 'review-undone':
      return isName(chapter) && isName(item) && isName(value['undoes']);
    case 'review-chosen':
      return (
        isName(chapter) &&
        (item === undefined || isName(item)) &&
        typeof value['chosen'] === 'boolean'
      );
    case 'review-settings':
      return (
        isWhole(value['dayTurnsAt'], 0, 23) &&
        isWhole(value['newPerDay'], 0, 999) &&
        isWithin(value['retention'], 0.7, 0.97)
      );
    case 'exam-finished':
      return isText(value['paper'], 500) && isResult(right, of);
    default:
      return false;
  }
}

/** The last day a date can name, in days since 1970. */
export const lastDay = 100_000_000;

/** The last moment a date can name, in milliseconds since 1970. */
export const lastMoment = lastDay * 86_400_000;

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isName(value: unknown): value is string {
  return isText(value, 100);
}

function isText(value: unknown, most: number): value is string {
  return typeof value === 'string' && value.length > 0 && value.length <= most;
}

function isWithin(value: unknown, least: number, most: number): value is number {
  return typeof value === 'number' && value >= least && value <= most;
}

function isWhole(value: unknown, least: number, most: number): value is number {
  return Number.isSafeInteger(value) && isWithin(value, least, most);
}

function isResult(right: unknown, of: unknown): boolean {
  return isWhole(of, 1, Number.MAX_SAFE_INTEGER) && isWhole(right, 0, of);
}
