import { cardItem } from '#progress/log.ts';
import type { BankChapter, BankIndex } from '#quiz/bank.ts';
import { seededShuffle } from '#quiz/shuffle.ts';
import type { Memory } from './memory.ts';
import { itemKey, type ReviewState } from './reviewState.ts';

/** Something to recall: the card or a quiz item of a chapter. */
export interface Recallable {
  key: string;
  chapter: BankChapter;
  item: string;
}

/** What is to be done on a day, in the order in which it is asked. */
export interface Queue {
  /** Learned before, and due; what was forgotten today among them. */
  due: Recallable[];
  /** Met for the first time today. */
  fresh: Recallable[];
  /** What comes next, or null when the day's work is done. */
  next: Recallable | null;
  /** New items beyond those of today. */
  waiting: number;
}

/** After how many others an item that was just forgotten is asked again. */
const gap = 7;

/** All that could be asked, in the order of the book: of each chapter the card, then its quiz. */
export function recallables(index: BankIndex): Recallable[] {
  return index.chapters.flatMap((chapter) =>
    [cardItem, ...chapter.items.map(({ id }) => id)].map((item) => ({
      key: itemKey(chapter.id, item),
      chapter,
      item,
    })),
  );
}

/** Whether an item is in review: by a choice of its own or of its chapter, or because it was read. */
export function isIn(state: ReviewState, { key, chapter }: Recallable): boolean {
  return (
    state.chosen.get(key) ??
    state.chosen.get(chapter.id) ??
    (state.read.has(chapter.id) || state.memories.has(key))
  );
}

/** The work of day `today`. `extra` is how many new items the reader asked for beyond the daily ones. */
export function queueOf(index: BankIndex, state: ReviewState, today: number, extra = 0): Queue {
  const inReview = recallables(index).filter((thing) => isIn(state, thing));
  const memoryOf = ({ key }: Recallable): Memory | undefined => state.memories.get(key);
  const due = seededShuffle(
    inReview.filter((thing) => (memoryOf(thing)?.due ?? Infinity) <= today),
    `day ${today}`,
  );
  const unmet = inOrder(
    inReview.filter((thing) => memoryOf(thing) === undefined),
    state,
  );
  const metToday = state.grades.filter(({ kind, day }) => kind === 'first' && day === today).length;
  const room = Math.max(0, state.settings.newPerDay + extra - metToday);
  const fresh = unmet.slice(0, room);

  // What was forgotten today waits until others have been asked, if there are others.
  const since = new Map<string, number>();
  for (const [index, { chapter, item, day }] of state.grades.entries())
    if (day === today) since.set(itemKey(chapter, item), state.grades.length - 1 - index);
  const forgotten = due.filter(({ key }) => since.has(key));
  const ripe = forgotten.find(({ key }) => (since.get(key) ?? 0) >= gap);
  const longest = forgotten.toSorted(
    (a, b) => (since.get(b.key) ?? 0) - (since.get(a.key) ?? 0),
  )[0];
  const untouched = due.find(({ key }) => !since.has(key));
  return {
    due,
    fresh,
    next: ripe ?? untouched ?? fresh[0] ?? longest ?? null,
    waiting: unmet.length - fresh.length,
  };
}

/** New items: those chosen one by one, such as what was wrong in an exam; then cards; then questions. */
function inOrder(unmet: readonly Recallable[], state: ReviewState): Recallable[] {
  const rank = ({ key, item }: Recallable): number =>
    state.chosen.get(key) === true ? 0 : item === cardItem ? 1 : 2;
  return unmet.toSorted((a, b) => rank(a) - rank(b));
}
