import { bankFileHref, type BankFile, type BankIndex } from '#quiz/bank.ts';
import type { NumericVariant, QuizItem } from '#quiz/items.ts';
import { keyOf, type Drawn } from './drawPaper.ts';
import { byRank } from './rank.ts';

/** A question of a paper, with its words. */
export interface Question {
  key: string;
  /** From 1, in the order of the paper. */
  number: number;
  chapter: string;
  /** With the numbers that the paper's seed gives it. */
  item: QuizItem;
}

/**
 * The questions of a paper, from the files of their chapters. What is in none of them any more is
 * left out.
 */
export function questionsOf(
  drawn: readonly Drawn[],
  seed: number,
  files: ReadonlyMap<string, BankFile>,
): Question[] {
  return drawn
    .flatMap((question) => {
      const file = files.get(question.chapter);
      const item = file?.items.find(({ id }) => id === question.item);
      if (file === undefined || item === undefined) return [];
      return [{ question, item: withNumbers(item, file.numbers[item.id] ?? [], seed) }];
    })
    .map(({ question, item }, index) => ({
      key: keyOf(question),
      number: index + 1,
      chapter: question.chapter,
      item,
    }));
}

/** A generated item with those of all its numbers that the seed prefers. */
function withNumbers(item: QuizItem, others: readonly NumericVariant[], seed: number): QuizItem {
  if (item.kind !== 'numeric' || !item.generated) return item;
  const all = [item.variant, ...others];
  const ranked = byRank(all, seed, 'numbers', (variant) => `${item.id}/${String(variant.seed)}`);
  return { ...item, variant: ranked[0] ?? item.variant };
}

/** Brings the text of a file; rejects when it cannot. */
export type ReadJson = (address: string) => Promise<unknown>;

/** The browser's own way. */
export const fetchJson: ReadJson = async (address) => {
  const response = await fetch(address);
  if (!response.ok) throw new Error(`${address} answered ${String(response.status)}`);
  return response.json();
};

/**
 * Brings the questions of papers, each file once. What could not be brought is asked for again the
 * next time.
 */
export function questionLoader(index: BankIndex, read: ReadJson) {
  const files = new Map<string, BankFile>();
  return async (drawn: readonly Drawn[], seed: number): Promise<Question[]> => {
    const wanted = index.chapters.filter(
      ({ id }) => !files.has(id) && drawn.some(({ chapter }) => chapter === id),
    );
    await Promise.all(
      wanted.map(async (chapter) => {
        files.set(chapter.id, (await read(bankFileHref(chapter))) as BankFile);
      }),
    );
    return questionsOf(drawn, seed, files);
  };
}
