import fc from 'fast-check';
import type { BankIndex } from '../../src/quiz/bank.ts';
import type { Difficulty, Paper } from '../../src/exam/paper.ts';

export const partIds = ['blocks', 'looking', 'trust'];

/** A bank with so many questions in each chapter; chapters go to the parts in turn, as difficulties do. */
export function bankOf(sizes: readonly number[]): BankIndex {
  return {
    parts: partIds.map((id, index) => ({ id, number: index + 1, title: id })),
    chapters: sizes.map((size, chapter) => ({
      id: `chapter-${String(chapter)}`,
      number: chapter + 1,
      title: `Chapter ${String(chapter + 1)}`,
      part: partIds[chapter % partIds.length] ?? '',
      items: Array.from({ length: size }, (_, item) => ({
        id: `q-${String(chapter)}-${String(item)}`,
        difficulty: ((item % 3) + 1) as Difficulty,
        edition: `${String(chapter % 10)}${String(item % 10)}`,
      })),
    })),
  };
}

export const anyBank = fc
  .array(fc.integer({ min: 0, max: 14 }), { minLength: 1, maxLength: 20 })
  .map(bankOf);

export const anyPaper: fc.Arbitrary<Paper> = fc.record({
  parts: fc.subarray(partIds, { minLength: 1 }),
  difficulties: fc.subarray<Difficulty>([1, 2, 3], { minLength: 1 }),
  count: fc.integer({ min: 1, max: 100 }),
  minutes: fc.option(fc.integer({ min: 1, max: 600 })),
  seed: fc.integer({ min: 0, max: 999_999 }),
});
