import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { countAskable, drawPaper, keyOf } from '../../src/exam/drawPaper.ts';
import { changedSince, editionOf } from '../../src/exam/edition.ts';
import { usualPaper } from '../../src/exam/paper.ts';
import type { BankIndex } from '../../src/quiz/bank.ts';
import { anyBank, anyPaper, bankOf, partIds } from './bank.ts';

const sizes = [8, 12, 9, 8, 10, 14, 8, 9, 11];
const bank = bankOf(sizes);
const keys = (index: BankIndex, paper: Parameters<typeof drawPaper>[1]) =>
  drawPaper(index, paper).map(keyOf);

describe('a paper', () => {
  test('is the same for the same settings and seed, and another for another seed', () => {
    expect(keys(bank, usualPaper(partIds, 7))).toEqual(keys(bank, usualPaper(partIds, 7)));
    expect(keys(bank, usualPaper(partIds, 7))).not.toEqual(keys(bank, usualPaper(partIds, 8)));
  });

  test('has as many questions as wanted or as there are, each once, and only those asked for', () => {
    fc.assert(
      fc.property(anyBank, anyPaper, (index, paper) => {
        const drawn = drawPaper(index, paper);
        expect(drawn.length).toBe(Math.min(paper.count, countAskable(index, paper)));
        expect(new Set(drawn.map(keyOf)).size).toBe(drawn.length);
        for (const { chapter, item } of drawn) {
          const entry = index.chapters.find(({ id }) => id === chapter);
          expect(paper.parts).toContain(entry?.part);
          const difficulty = entry?.items.find(({ id }) => id === item)?.difficulty;
          expect(paper.difficulties).toContain(difficulty);
        }
      }),
    );
  });

  test('takes from no chapter two more than from another that has questions left', () => {
    fc.assert(
      fc.property(anyBank, anyPaper, (index, paper) => {
        const drawn = drawPaper(index, paper);
        const taken = index.chapters.map(({ id, part, items }) => ({
          taken: drawn.filter(({ chapter }) => chapter === id).length,
          has: paper.parts.includes(part)
            ? items.filter(({ difficulty }) => paper.difficulties.includes(difficulty)).length
            : 0,
        }));
        const most = Math.max(...taken.map((chapter) => chapter.taken));
        for (const chapter of taken)
          if (chapter.taken < chapter.has) expect(chapter.taken).toBeGreaterThanOrEqual(most - 1);
      }),
    );
  });

  test('that is longer begins with no other questions: a short paper is part of a long one', () => {
    fc.assert(
      fc.property(anyBank, anyPaper, (index, paper) => {
        const longer = keys(index, { ...paper, count: paper.count + 5 });
        for (const key of keys(index, paper)) expect(longer).toContain(key);
      }),
    );
  });

  test('changes by one question at most when the book gets one more, and keeps its order', () => {
    fc.assert(
      fc.property(anyBank, anyPaper, fc.nat(), (index, paper, where) => {
        const at = where % index.chapters.length;
        const chapters = index.chapters.map((chapter, place) =>
          place === at
            ? {
                ...chapter,
                items: [
                  ...chapter.items,
                  { id: 'q-new', kind: 'choice' as const, difficulty: 2 as const, edition: 'nn' },
                ],
              }
            : chapter,
        );
        const before = keys(index, paper);
        const after = keys({ ...index, chapters }, paper);
        // A chapter with its first question takes part in the turns, which moves the last of them.
        expect(before.filter((key) => !after.includes(key)).length).toBeLessThanOrEqual(1);
        expect(after.filter((key) => before.includes(key))).toEqual(
          before.filter((key) => after.includes(key)),
        );
      }),
    );
  });

  test('is fair: over many seeds every question of a chapter comes up about equally often', () => {
    const times = new Map<string, number>();
    const seeds = 3000;
    for (let seed = 0; seed < seeds; seed++)
      for (const key of keys(bank, { ...usualPaper(partIds, seed), count: 18 }))
        times.set(key, (times.get(key) ?? 0) + 1);
    for (const { id, items } of bank.chapters)
      for (const item of items) {
        const expected = (2 / items.length) * seeds;
        const found = times.get(keyOf({ chapter: id, item: item.id })) ?? 0;
        // Five standard deviations of a binomial count.
        expect(Math.abs(found - expected)).toBeLessThan(5 * Math.sqrt(expected));
      }
  });

  test('that is shorter than the book has chapters draws them equally often', () => {
    const seeds = 3000;
    const times = new Map<string, number>();
    for (let seed = 0; seed < seeds; seed++)
      for (const { chapter } of drawPaper(bank, { ...usualPaper(partIds, seed), count: 3 }))
        times.set(chapter, (times.get(chapter) ?? 0) + 1);
    const expected = seeds / 3;
    for (const { id } of bank.chapters)
      expect(Math.abs((times.get(id) ?? 0) - expected)).toBeLessThan(5 * Math.sqrt(expected));
  });
});

describe('the edition of a paper', () => {
  const drawn = drawPaper(bank, usualPaper(partIds, 3));
  const edition = editionOf(bank, drawn);

  test('has two characters for each of its questions', () => {
    expect(edition.length).toBe(2 * drawn.length);
    expect(changedSince(edition, edition)).toBe(0);
  });

  test('tells how many questions have changed, come or gone', () => {
    expect(changedSince(edition, `${edition.slice(0, -2)}??`)).toBe(1);
    expect(changedSince(edition, edition.slice(6))).toBe(3);
    expect(changedSince(edition, `${edition}??!!`)).toBe(2);
    expect(changedSince('', edition)).toBe(drawn.length);
  });
});
