import { describe, expect, test } from 'vitest';
import type { QuizItem, RenderedOption } from '../../src/quiz/items.ts';
import { lintBank, lintChapter, type BankItem } from '../../src/quiz/lint.ts';
import { fixtureFile, itemOf } from './fixture.ts';

const messages = (weaknesses: { message: string }[]): string =>
  weaknesses.map((weakness) => weakness.message).join('\n');

/** One of each kind, and one more. */
const eightItems = () => {
  const { items } = fixtureFile();
  return { items: [...items, ...items.slice(0, 1).map((item) => ({ ...item, id: 'one-more' }))] };
};

describe('a chapter’s quiz', () => {
  test('with items of every kind has no weakness', () =>
    expect(lintChapter('c', eightItems())).toEqual([]));

  test('has at least eight items, three kinds and a numeric one', () => {
    const items = fixtureFile().items.filter((item) => item.kind === 'truefalse');
    const found = messages(lintChapter('c', { items }));
    expect(found).toContain('expected at least 8 items, found 1');
    expect(found).toContain('expected at least 3 kinds of item, found truefalse');
    expect(found).toContain('numeric');
  });
});

/** A choice of four options of the given lengths; the right one is at `right`. */
function choice(id: string, lengths: number[], right: number): BankItem {
  const options: RenderedOption[] = lengths.map((length, index) => ({
    id: `${index}`,
    html: `<b>${'x'.repeat(length)}</b>`,
    correct: index === right,
    remark: null,
  }));
  const item: QuizItem = { ...itemOf('choice'), kind: 'choice', id, options };
  return { chapter: 'c', item };
}

const bankOf = (count: number, make: (index: number) => BankItem): BankItem[] =>
  Array.from({ length: count }, (_, index) => make(index));

describe('over the whole bank', () => {
  test('the right option is the longest in at most a third of the choice items', () => {
    const right = (index: number): number => index % 4;
    const longest = (index: number): number[] =>
      [0, 1, 2, 3].map((place) => (place === right(index) ? 9 : 5));
    const short = [5, 5, 5, 5];
    const fair = bankOf(12, (i) => choice(`i-${i}`, i < 4 ? longest(i) : short, right(i)));
    const unfair = bankOf(12, (i) => choice(`i-${i}`, i < 5 ? longest(i) : short, right(i)));
    expect(lintBank(fair)).toEqual([]);
    expect(lintBank(unfair)).toHaveLength(5);
    expect(messages(lintBank(unfair))).toContain('5 of 12');
  });

  test('a formula counts once, though KaTeX writes it twice', () => {
    const { item } = choice('i', [5, 5, 5, 5], 0);
    if (item.kind !== 'choice') throw new Error();
    const [first, ...others] = item.options;
    if (first === undefined) throw new Error();
    const html =
      '<span class="katex"><span class="katex-mathml"><math><mi>x</mi><annotation encoding="application/x-tex">x_{long}</annotation></math></span><span class="katex-html">x</span></span>';
    const withFormula = { ...item, options: [{ ...first, html }, ...others] };
    expect(lintBank([{ chapter: 'c', item: withFormula }])).toEqual([]);
  });

  test('the right option stands in every place about equally often', () => {
    expect(lintBank(bankOf(24, (i) => choice(`i-${i}`, [5, 5, 5, 5], i % 4)))).toEqual([]);
    const lopsided = lintBank(bankOf(24, (i) => choice(`i-${i}`, [5, 5, 5, 5], i % 3 ? 1 : 2)));
    expect(messages(lopsided)).toContain('place 2 in 16 choice items');
  });

  test('always saying “true” does not do well', () => {
    const statement = (answer: boolean): BankItem => ({
      chapter: 'c',
      item: { ...itemOf('truefalse'), answer },
    });
    expect(lintBank(bankOf(8, (i) => statement(i < 6)))).toEqual([]);
    expect(messages(lintBank(bankOf(8, (i) => statement(i < 7))))).toContain('7 of 8');
  });
});
