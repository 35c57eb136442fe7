import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decodePaper, encodePaper } from '../../src/exam/paperLink.ts';
import { usualPaper } from '../../src/exam/paper.ts';
import { anyPaper, partIds } from './bank.ts';

const usual = usualPaper(partIds, 55);

describe('the link to a paper', () => {
  test('stands for that paper, edition included, and says nothing of what is usual', () => {
    fc.assert(
      fc.property(anyPaper, (paper) => {
        const query = encodePaper(paper, partIds, 'aB-_09');
        expect(decodePaper(query, partIds, 55)).toEqual({ paper, edition: 'aB-_09', notice: null });
      }),
    );
    expect(encodePaper(usual, partIds)).toBe('n=20&seed=55');
  });

  test('of the longest paper is short enough for the log', () => {
    const query = encodePaper(
      { ...usual, parts: usual.parts.slice(1), count: 100, minutes: 600 },
      partIds,
      'aa'.repeat(100),
    );
    expect(query.length).toBeLessThan(400);
  });

  test('that says nothing is the usual paper with a fresh seed', () => {
    expect(decodePaper('', partIds, 55)).toEqual({ paper: usual, edition: null, notice: null });
    expect(decodePaper('?utm=x', partIds, 55).notice).toBeNull();
  });

  test('puts parts into the order of the book', () => {
    expect(decodePaper('parts=trust.blocks', partIds, 1).paper.parts).toEqual(['blocks', 'trust']);
  });

  test.each([
    'n=0',
    'n=101',
    'n=abc',
    'n=1e2',
    'n=-5',
    'minutes=0',
    'minutes=601',
    'seed=1000000',
    'seed=-1',
    'seed=',
    'difficulty=',
    'difficulty=4',
    'difficulty=31',
    'parts=',
    'parts=nowhere',
    'parts=blocks..trust',
    'edition=a',
    'edition=%3Cb%3E',
    `edition=${'aa'.repeat(101)}`,
  ])('%s is refused with a sentence, and the usual paper is offered', (query) => {
    const { paper, edition, notice } = decodePaper(query, partIds, 55);
    expect(paper).toEqual(usual);
    expect(edition).toBeNull();
    expect(notice).toMatch(/^The link .*\.$/);
  });

  test('no text makes it throw', () => {
    fc.assert(
      fc.property(fc.string(), (query) => {
        expect(() => decodePaper(query, partIds, 0)).not.toThrow();
      }),
    );
  });
});
