import type { BankEntry, BankIndex } from '#quiz/bank.ts';
import type { Paper } from './paper.ts';
import { byRank } from './rank.ts';

/** A question of a paper, by name. */
export interface Drawn {
  chapter: string;
  item: string;
}

/** A name for a question over the whole book. */
export function keyOf({ chapter, item }: Drawn): string {
  return `${chapter}/${item}`;
}

/** The questions that a paper may ask, by chapter in the order of the book; none of them empty. */
export function askable(
  { chapters }: BankIndex,
  { parts, difficulties }: Pick<Paper, 'parts' | 'difficulties'>,
): { chapter: string; items: BankEntry[] }[] {
  return chapters
    .filter(({ part }) => parts.includes(part))
    .map(({ id, items }) => ({
      chapter: id,
      items: items.filter(({ difficulty }) => difficulties.includes(difficulty)),
    }))
    .filter(({ items }) => items.length > 0);
}

/** How many questions a paper may ask. */
export function countAskable(
  index: BankIndex,
  paper: Pick<Paper, 'parts' | 'difficulties'>,
): number {
  return askable(index, paper).reduce((sum, { items }) => sum + items.length, 0);
}

/**
 * The questions of a paper, in its order; fewer than wanted where there are no more. Chapters take
 * turns, so that each gives as many as any other until it has no more to give. A question added to
 * the book displaces at most one.
 */
export function drawPaper(index: BankIndex, paper: Paper): Drawn[] {
  const { seed, count } = paper;
  const chapters = byRank(
    askable(index, paper).map(({ chapter, items }) => ({
      chapter,
      items: byRank(items, seed, 'question', ({ id }) => `${chapter}/${id}`),
    })),
    seed,
    'chapter',
    ({ chapter }) => chapter,
  );
  const drawn: Drawn[] = [];
  for (let turn = 0; drawn.length < count; turn++) {
    const before = drawn.length;
    for (const { chapter, items } of chapters) {
      const entry = items[turn];
      if (entry !== undefined && drawn.length < count) drawn.push({ chapter, item: entry.id });
    }
    if (drawn.length === before) break;
  }
  return byRank(drawn, seed, 'place', keyOf);
}
