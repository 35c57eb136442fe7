import { describe, expect, test } from 'vitest';
import { isAnswered } from '../../src/exam/isAnswered.ts';
import { markPaper } from '../../src/exam/mark.ts';
import { printedCloze } from '../../src/exam/printedCloze.ts';
import { questionLoader, questionsOf, type Question } from '../../src/exam/questions.ts';
import type { Answer } from '../../src/quiz/grade.ts';
import { renderVariants } from '../../src/quiz/items.ts';
import type { BankFile } from '../../src/quiz/bank.ts';
import { bankOf } from './bank.ts';
import { fixtureFile, fixtureItems, itemOf, tools } from '../quiz/fixture.ts';

const items = fixtureItems();
const paper: Question[] = items.map((item, index) => ({
  key: `c/${item.id}`,
  number: index + 1,
  chapter: index < 4 ? 'first' : 'second',
  item,
}));

/** The right answer to an item, worked out from its data. */
function rightAnswer({ item }: Question): Answer {
  switch (item.kind) {
    case 'truefalse':
      return item.answer;
    case 'choice':
      return item.options.find(({ correct }) => correct)?.id ?? '';
    case 'choices':
      return item.options.filter(({ correct }) => correct).map(({ id }) => id);
    case 'numeric':
      return String(item.variant.answer);
    case 'cloze':
      return Object.fromEntries(item.blanks.map(({ name, accept }) => [name, accept[0] ?? '']));
    case 'order':
      return item.solution;
    case 'match':
      return Object.fromEntries(item.lefts.map(({ id, answer }) => [id, answer]));
  }
}

describe('marking', () => {
  test('a paper with every answer right has a point for each question, and nothing to read again', () => {
    const answers = Object.fromEntries(paper.map((q) => [q.key, rightAnswer(q)]));
    const marks = markPaper(paper, answers);
    expect(marks).toMatchObject({ right: paper.length, of: paper.length, points: paper.length });
    expect(marks.chapters.map(({ readAgain }) => readAgain)).toEqual([[], []]);
  });

  test('a blank paper has no point, no verdicts, and every section to read again', () => {
    const marks = markPaper(paper, {});
    expect(marks).toMatchObject({ right: 0, points: 0, answered: 0 });
    expect(marks.questions.every(({ grade }) => grade === null)).toBe(true);
    expect(marks.chapters.flatMap(({ readAgain }) => readAgain).length).toBe(2);
  });

  test('the chapters’ results add up to the whole', () => {
    const answers = Object.fromEntries(paper.slice(2, 6).map((q) => [q.key, rightAnswer(q)]));
    const { chapters, points, right, of } = markPaper(paper, answers);
    const sum = (key: 'points' | 'right' | 'of') => chapters.reduce((all, c) => all + c[key], 0);
    expect([sum('right'), sum('of'), sum('points')]).toEqual([right, of, points]);
    expect(chapters.map(({ chapter }) => chapter)).toEqual(['first', 'second']);
  });

  test('a blank left empty is wrong, and those filled in count', () => {
    const cloze = paper.filter(({ item }) => item.kind === 'cloze');
    const key = cloze[0]?.key ?? '';
    const marks = markPaper(cloze, { [key]: { how: 'valid', what: 'padded', n: '' } });
    expect(marks.points).toBeCloseTo(2 / 3);
    const [question] = marks.questions;
    expect(question?.grade?.graded === true && question.grade.marks).toEqual({
      how: true,
      what: true,
      n: false,
    });
  });

  test('a line left unmatched is wrong, and those matched count', () => {
    const item = itemOf('match');
    const [first] = item.lefts;
    const question = { key: 'k', number: 1, chapter: 'c', item };
    const marks = markPaper([question], { k: { [first?.id ?? '']: first?.answer ?? '' } });
    expect(marks.points).toBeCloseTo(1 / 3);
  });

  test('what is no number has no point, and its reader is told why', () => {
    const question = { key: 'k', number: 1, chapter: 'c', item: itemOf('numeric') };
    const marks = markPaper([question], { k: 'many' });
    expect(marks.points).toBe(0);
    expect(marks.questions[0]?.grade).toMatchObject({ graded: false });
  });

  test('the sections to read again are those of what was chosen wrongly, each once', () => {
    const item = itemOf('choice');
    const wrong = item.options.find(({ html }) => html.includes('three'))?.id ?? '';
    const questions = [1, 2].map((number) => ({ key: `k${number}`, number, chapter: 'c', item }));
    const { chapters } = markPaper(questions, { k1: wrong, k2: wrong });
    expect(chapters[0]?.readAgain.map(({ href }) => href)).toEqual([
      '/chapters/conv-input-gradient/#flip',
    ]);
  });
});

test.each<[Answer | undefined, boolean]>([
  [undefined, false],
  [null, false],
  [false, true],
  ['', false],
  [' ', false],
  ['0', true],
  [[], false],
  [['a'], true],
  [{ a: '', b: ' ' }, false],
  [{ a: '', b: 'x' }, true],
])('%j counts as answered: %j', (answer, answered) => {
  expect(isAnswered(answer)).toBe(answered);
});

describe('the questions of a paper', () => {
  const card = { number: 1, kind: 'k', promptHtml: '', answerHtml: '' };
  const file: BankFile = { card, items, numbers: renderVariants(fixtureFile(), tools) };
  const files = new Map([['chapter-0', file]]);
  const drawn = ['f-drawn', 'gone', 'f-choice'].map((item) => ({ chapter: 'chapter-0', item }));

  test('are numbered from 1, without those that the book has dropped', () => {
    expect(
      questionsOf(drawn, 1, files).map(({ number, key }) => `${String(number)} ${key}`),
    ).toEqual(['1 chapter-0/f-drawn', '2 chapter-0/f-choice']);
  });

  test('have numbers that depend on the seed, the same for the same', () => {
    const seedsOf = (seed: number) =>
      questionsOf(drawn, seed, files).map(({ item }) =>
        item.kind === 'numeric' ? item.variant.seed : null,
      )[0];
    const found = Array.from({ length: 200 }, (_, seed) => seedsOf(seed));
    expect(new Set(found).size).toBe(13);
    expect(Array.from({ length: 200 }, (_, seed) => seedsOf(seed))).toEqual(found);
  });

  test('come from the files of their chapters only, each fetched once, again after a failure', async () => {
    const asked: string[] = [];
    let offline = true;
    const load = questionLoader(bankOf([8, 8, 8]), (address) => {
      asked.push(address);
      return offline ? Promise.reject(new Error('offline')) : Promise.resolve(file);
    });
    await expect(load(drawn, 1)).rejects.toThrow('offline');
    offline = false;
    expect((await load(drawn, 1)).length).toBe(2);
    await load(drawn, 2);
    expect(asked).toEqual(['/bank/chapter-0.json', '/bank/chapter-0.json']);
  });
});

test('on paper a blank is a gap, with its number where there are several, and no field', () => {
  const html = printedCloze(itemOf('cloze'));
  expect(html.match(/print-gap/g)?.length).toBe(3);
  expect(html).toContain('<sup>2</sup>');
  expect(html).not.toMatch(/<input|<select|<option|padded/);
});
