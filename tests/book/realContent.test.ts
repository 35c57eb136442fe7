import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { inspectBook } from '../../src/book/inspectBook.ts';
import { checkContent } from '../../src/build/checkContent.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));

test('the book’s own content has no problems', () => expect(checkContent(root)).toEqual([]));

test('the book has all its cards in six parts, its order and its terms', () => {
  const { book } = inspectBook(root);
  expect(book.cards).toHaveLength(38);
  expect(book.parts).toHaveLength(6);
  expect(book.chapters.map(({ number }) => number)).toEqual(
    book.cards.map((_, index) => index + 1),
  );
  expect(book.chapters.flatMap(({ after }) => after)).toHaveLength(66);
  expect(book.chapters.flatMap(({ usedLater }) => usedLater)).toHaveLength(66);
  expect(book.glossary.length).toBeGreaterThanOrEqual(102);
});

test('the chapters of Part I are all written', () => {
  const { book } = inspectBook(root);
  const unwritten = book.parts[0]?.chapters.filter((chapter) => !chapter.written);
  expect(unwritten?.map(({ id }) => id)).toEqual([]);
});

test('where the text means a chapter that is written it links to the chapter, not to its card', () => {
  const { book } = inspectBook(root);
  const written = book.chapters.filter((chapter) => chapter.written).map(({ id }) => id);
  const links = written.flatMap((id) => {
    const text = ['index.mdx', 'quiz.yaml']
      .map((file) => readFileSync(`${root}content/chapters/${id}/${file}`, 'utf8'))
      .join('\n');
    return [...text.matchAll(/\/cards\/#([\w-]+)/g)].map(([, card = '']) => ({ id, card }));
  });
  expect(links.filter(({ card }) => written.includes(card))).toEqual([]);
});
