import { href } from '#book/href.ts';
import type { NumericVariant, QuizItem } from './items.ts';

/** A question of the bank, without its words. */
export interface BankEntry {
  id: string;
  difficulty: 1 | 2 | 3;
  /** Two characters that change with what it asks or answers: see `itemEdition`. For exams only. */
  edition?: string;
}

export interface BankChapter {
  id: string;
  number: number;
  title: string;
  /** Id of its part. */
  part: string;
  /** In the order of the quiz; none before the chapter is written. */
  items: BankEntry[];
}

/** All that can be asked, in the order of the book: the flashcard of every chapter, and its quiz. */
export interface BankIndex {
  parts: { id: string; number: number; title: string }[];
  chapters: BankChapter[];
}

/** A flashcard as HTML. */
export interface BankCard {
  number: number;
  kind: string;
  promptHtml: string;
  answerHtml: string;
}

/** The words of a chapter's card and quiz, with links that hold on every page of the book. */
export interface BankFile {
  card: BankCard;
  items: QuizItem[];
  /** Further numbers of its generated items, by id. */
  numbers: Record<string, NumericVariant[]>;
}

/** Address of the chapter; of one in preparation, of its place among the cards. */
export function chapterHref({ id, items }: BankChapter): string {
  return href(items.length > 0 ? `/chapters/${id}/` : `/cards/#${id}`);
}

/** Address of the chapter's `BankFile`. */
export function bankFileHref({ id }: BankChapter): string {
  return href(`/bank/${id}.json`);
}
