import { describe, expect, test } from 'vitest';
import { getBook } from '../../src/book/getBook.ts';
import { formulaProblems } from '../../src/book/markdownTexts.ts';
import { bookExportSchema } from '../../src/export/bookExportSchema.ts';
import { portableMarkdown } from '../../src/export/portableMarkdown.ts';
import { stableIds } from '../../src/export/stableIds.ts';
import { files, site } from './files.ts';

const book = bookExportSchema.parse(JSON.parse(new TextDecoder().decode(files.json)));
const item = (key: string) => book.items.find((candidate) => candidate.key === key);

describe('book.json', () => {
  test('has every chapter of the book in reading order, and says which are written', () => {
    expect(book.chapters.map(({ id, written }) => [id, written])).toEqual(
      getBook().chapters.map(({ id, written }) => [id, written !== undefined]),
    );
  });

  test('refers only to parts, chapters and sections that it has', () => {
    const ids = new Set(book.chapters.map(({ id }) => id));
    const parts = new Set(book.parts.map(({ id }) => id));
    for (const { after, part } of book.chapters) {
      expect(after.filter((id) => !ids.has(id))).toEqual([]);
      expect(parts).toContain(part);
    }
    for (const { chapter } of [...book.cards, ...book.items]) expect(ids).toContain(chapter);
  });

  test('has texts whose formulas parse', () => {
    const texts = [...book.cards, ...book.items].flatMap((entry) => [
      ...[entry.question, entry.answer],
      ...('remarks' in entry
        ? [entry.explanation, ...entry.remarks.flatMap(({ to, text }) => [to, text])]
        : entry.corrections),
    ]);
    expect(texts.flatMap(formulaProblems)).toEqual([]);
  });

  test('shows a blank by its number, and fills it in the answer', () => {
    const { question, answer } = item('grad-cam/gc-relu-words') ?? {};
    expect(question).toContain('places that (1) ____ the score');
    expect(question).toContain('\n* (1) ');
    expect(answer).toContain('places that **raise** the score');
  });

  test('letters options as the page does, and repeats the right one', () => {
    const { question, answer } = item('grad-cam/gc-guided') ?? {};
    expect(question?.match(/^\* \*\*[A-D]\*\* /gm)).toHaveLength(4);
    expect(answer).toMatch(/^\*\*[A-D]\*\* Its fine lines/);
    expect(question).toContain(`* ${answer}`);
  });

  test('puts steps in disorder, and in order in the answer', () => {
    const { question, answer } = item('grad-cam/gc-order') ?? {};
    const steps = (text = '') => text.match(/\*\*[A-F]\*\* .*/g) ?? [];
    expect(steps(answer)[0]).toContain('Run the image forward');
    expect(steps(question)).not.toEqual(steps(answer));
    expect(steps(question).sort()).toEqual(steps(answer).sort());
  });
});

describe('portable Markdown', () => {
  const page = `${site}chapters/x/`;

  test.each([
    ['see [here](#there)', `see [here](${page}#there)`],
    ['see [stride](/glossary/#stride)', `see [stride](${site}glossary/#stride)`],
    ['[out](https://example.com/)', '[out](https://example.com/)'],
    ['$\\K$ and `\\K` and $\\dX$', '$K$ and `\\K` and ${\\frac{\\partial L}{\\partial X}}$'],
    ['costs \\$5', 'costs \\$5'],
  ])('of %s is %s', (markdown, portable) =>
    expect(portableMarkdown(markdown, page, site)).toBe(portable),
  );

  test('cannot have pictures', () =>
    expect(() => portableMarkdown('![a](/b.png)', page, site)).toThrow('cannot leave the book'));
});

describe('stable ids', () => {
  test('are the same for the same key and sort, whatever was asked before', () => {
    const some = stableIds('note');
    some('a');
    expect(some('b')).toBe(stableIds('note')('b'));
    expect(some('b')).toBe(some('b'));
    expect(stableIds('card')('b')).not.toBe(some('b'));
  });

  test('never change, since readers have them', () =>
    expect(stableIds('note')('grad-cam/gc-order')).toBe(1_761_127_351_023));
});
