import type { Book } from '#book/inspectBook.ts';
import { plainText } from '#book/markdown.ts';

/** A record of Pagefind's for something that has no page of its own. */
export interface SearchRecord {
  url: string;
  content: string;
  language: string;
  meta: Record<string, string>;
  filters: Record<string, string[]>;
}

/** One record for each card and each glossary term, so that search leads to the entry itself. */
export function searchRecords(book: Book): SearchRecord[] {
  const partTitle = new Map(book.parts.map((part) => [part.id, part.title]));
  const cards = book.chapters.map(({ id, title, card, partId }) => ({
    url: `/cards/#${id}`,
    content: [title, card.prompt, ...card.answer].map(plainText).join(' '),
    language: 'en',
    meta: { title, kind: 'card' },
    filters: { kind: ['card'], part: [partTitle.get(partId) ?? ''] },
  }));
  const terms = book.glossary.map(({ id, term, definition, aliases }) => ({
    url: `/glossary/#${id}`,
    content: `${plainText(definition)} ${aliases.length > 0 ? `Also: ${aliases.join(', ')}.` : ''}`,
    language: 'en',
    meta: { title: term, kind: 'glossary' },
    filters: { kind: ['glossary'] },
  }));
  return [...cards, ...terms];
}
