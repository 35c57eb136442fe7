import type { ProgressState } from '#progress/reduce.ts';
import type { BankChapter, BankIndex } from '#quiz/bank.ts';
import { schedulerFor } from './memory.ts';
import { recallables } from './queue.ts';
import type { ReviewState } from './reviewState.ts';

/** Where a reader stands with a chapter. */
export interface Standing {
  chapter: BankChapter;
  /** When it was begun and read to its end, in ms since 1970; null before. */
  started: number | null;
  read: number | null;
  /** Questions of the quiz; those answered, and those whose last answer was right. */
  questions: number;
  answered: number;
  right: number;
  /** The best whole round; null before the first. */
  best: { right: number; of: number } | null;
  /** Items that can be reviewed, and those that have been. */
  items: number;
  met: number;
  /**
   * How many of those met would be remembered today, as the schedule expects: a sum of chances.
   * What was forgotten at the last grade adds nothing, though FSRS takes the look at its answer for
   * a fresh memory.
   */
  remembered: number;
}

/** Where the reader stands with every chapter, in the order of the book. */
export function standings(
  index: BankIndex,
  progress: ProgressState,
  review: ReviewState,
  today: number,
): Standing[] {
  const { recall } = schedulerFor(review.settings.retention);
  const things = recallables(index);
  return index.chapters.map((chapter) => {
    const reading = progress.get(chapter.id);
    const answers = chapter.items.flatMap(({ id }) => reading?.items.get(id) ?? []);
    const own = things.filter((thing) => thing.chapter === chapter);
    const memories = own.flatMap(({ key }) => review.memories.get(key) ?? []);
    return {
      chapter,
      started: reading?.started ?? null,
      read: reading?.read ?? null,
      questions: chapter.items.length,
      answered: answers.length,
      right: answers.filter(({ correct }) => correct).length,
      best: reading?.best ?? null,
      items: own.length,
      met: memories.length,
      remembered: memories.reduce(
        (sum, memory) => (memory.grade === 1 ? sum : sum + recall(memory, today)),
        0,
      ),
    };
  });
}

export type Totals = Pick<
  Standing,
  'questions' | 'answered' | 'right' | 'items' | 'met' | 'remembered'
> & { chapters: number; read: number };

/** The same for several chapters together. */
export function totalOf(list: readonly Standing[]): Totals {
  const sum = (of: (standing: Standing) => number): number =>
    list.reduce((total, standing) => total + of(standing), 0);
  return {
    chapters: list.length,
    read: list.filter(({ read }) => read !== null).length,
    questions: sum(({ questions }) => questions),
    answered: sum(({ answered }) => answered),
    right: sum(({ right }) => right),
    items: sum(({ items }) => items),
    met: sum(({ met }) => met),
    remembered: sum(({ remembered }) => remembered),
  };
}
