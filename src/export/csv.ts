import { cardKinds } from '#book/cardHtml.ts';
import type { BookExport } from './bookExportSchema.ts';
import { bulletList } from './markdownParts.ts';
import { cardTags, itemTags } from './tags.ts';
import { itemKinds } from './itemTexts.ts';

/** What the columns of the CSV hold, in their order. */
export const csvColumns = {
  key: 'stable name: that of the chapter, for a quiz item followed by its own',
  kind: 'what is asked for',
  part: 'title of the part',
  chapter: 'title of the chapter',
  difficulty: '1 to 3; empty for a card',
  question: 'with its options, steps or menus',
  answer: 'in words',
  explanation: 'why; for a card, what its usual wording gets wrong',
  link: 'address of the section that settles it; for a card, of the chapter',
  tags: 'as in Anki, with spaces between them',
} as const;

type Row = Record<keyof typeof csvColumns, string>;

/**
 * Cards and quiz items as CSV after RFC 4180: lines end with CR LF, and every cell is quoted. A byte
 * order mark comes first, without which Excel takes UTF-8 for something else.
 *
 * A spreadsheet takes a cell that begins with =, +, - or @ for a formula. The usual guard, an
 * apostrophe before it, would be wrong in every program that is no spreadsheet, and is not needed:
 * the texts are the book's own. It is enough that none begins so. Lists have asterisks and numbers
 * a true minus sign; this throws at a text that would still be taken for a formula.
 */
export function csvOf(book: BookExport): string {
  const part = (chapterId: string) => {
    const chapter = book.chapters.find(({ id }) => id === chapterId);
    const title = book.parts.find(({ id }) => id === chapter?.part)?.title ?? '';
    return { part: title, chapter: chapter?.title ?? '' };
  };
  const cards = book.cards.map((card): Row => ({
    key: card.key,
    kind: `Card: ${cardKinds[card.kind].toLowerCase()}`,
    ...part(card.chapter),
    difficulty: '',
    question: card.question,
    answer: card.answer,
    explanation: bulletList(card.corrections),
    link: card.url,
    tags: cardTags(card, book).join(' '),
  }));
  const items = book.items.map((item): Row => ({
    key: item.key,
    kind: itemKinds[item.kind],
    ...part(item.chapter),
    difficulty: String(item.difficulty),
    question: item.question,
    answer: item.answer,
    explanation: item.explanation,
    link: item.url,
    tags: itemTags(item, book).join(' '),
  }));
  const names = Object.keys(csvColumns) as (keyof Row)[];
  const lines = [...cards, ...items].map((row) => names.map((name) => cell(row, name)));
  return `\uFEFF${[names, ...lines].map((cells) => `${cells.join(',')}\r\n`).join('')}`;
}

function cell(row: Row, name: keyof Row): string {
  if (/^[=+\-@\t]/.test(row[name])) {
    throw new Error(
      `${row.key}: a spreadsheet would take this ${name} for a formula: ${row[name]}`,
    );
  }
  return `"${row[name].replaceAll('"', '""')}"`;
}
