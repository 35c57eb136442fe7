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

test('both finished chapters are written', () => {
  const { book } = inspectBook(root);
  const written = book.chapters.filter((chapter) => chapter.written).map(({ id }) => id);
  expect(written).toEqual(expect.arrayContaining(['conv-kernel-gradient', 'conv-input-gradient']));
});
