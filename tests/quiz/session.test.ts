import { describe, expect, test } from 'vitest';
import type { Grade } from '../../src/quiz/grade.ts';
import {
  itemSession,
  nextSession,
  startSession,
  tally,
  type Session,
  type SessionAction,
} from '../../src/quiz/session.ts';
import { readAnswer } from '../../src/quiz/readAnswer.ts';
import { fixtureItems, itemOf } from './fixture.ts';

const right: Grade = { graded: true, correct: true, score: 1, feedback: [], marks: { a: true } };
const wrong: Grade = { ...right, correct: false, score: 0, marks: { a: false } };
const unreadable: Grade = { graded: false, message: 'no number' };
const [first, second] = ['f-truth', 'f-choice'];

const twoItems = fixtureItems().filter(({ id }) => id === first || id === second);
const after = (...actions: SessionAction[]): Session =>
  actions.reduce(nextSession, startSession(twoItems));
const graded = (item: string, grade: Grade): SessionAction => ({ type: 'graded', item, grade });

describe('a round', () => {
  test('is finished when every item was answered once, right or wrong', () => {
    expect(tally(after()).finished).toBe(false);
    expect(tally(after(graded(first, right))).finished).toBe(false);
    expect(tally(after(graded(first, right), graded(second, wrong)))).toEqual({
      of: 2,
      answered: 2,
      rightAtFirst: 1,
      rightNow: 1,
      finished: true,
    });
  });

  test('counts first answers; a later right answer counts as right by now', () => {
    const session = after(graded(first, wrong), graded(second, right), graded(first, right));
    expect(tally(session)).toMatchObject({ rightAtFirst: 1, rightNow: 2 });
  });

  test('does not count what could not be graded as an answer', () => {
    const session = after(graded(first, unreadable));
    expect(tally(session).answered).toBe(0);
    expect(itemSession(session, first).grade).toBe(unreadable);
    expect(tally(after(graded(first, unreadable), graded(first, right))).rightAtFirst).toBe(1);
  });

  test('keeps the feedback while the answer is changed, but not the marks', () => {
    const session = after(graded(first, wrong), { type: 'changed', item: first });
    expect(itemSession(session, first).grade).toEqual({ ...wrong, marks: {} });
    const asked = after(graded(first, unreadable), { type: 'changed', item: first });
    expect(itemSession(asked, first).grade).toBeNull();
  });

  test('empties an item for new numbers, and keeps how it was first answered', () => {
    const { variant } = itemOf('numeric');
    const session = after(graded(first, wrong), { type: 'new-numbers', item: first, variant });
    expect(itemSession(session, first)).toEqual({
      grade: null,
      first: false,
      now: false,
      variant,
      fresh: 1,
    });
  });

  test('starts over with nothing answered and every field emptied', () => {
    const session = after(graded(first, right), graded(second, wrong), { type: 'start-over' });
    expect(tally(session)).toMatchObject({ of: 2, answered: 0, finished: false });
    expect(session.round).toBe(2);
    expect(itemSession(session, first).fresh).toBe(1);
  });
});

describe('an answer is read from the form', () => {
  const form = (...entries: [string, string][]): FormData => {
    const data = new FormData();
    for (const [name, value] of entries) data.append(name, value);
    return data;
  };

  test('of a statement, as true, false or nothing', () => {
    const item = itemOf('truefalse');
    expect(readAnswer(item, form(['answer', 'true']))).toBe(true);
    expect(readAnswer(item, form(['answer', 'false']))).toBe(false);
    expect(readAnswer(item, form())).toBeNull();
  });
  test('of a choice, as the option’s id or nothing', () => {
    expect(readAnswer(itemOf('choice'), form(['answer', 'b']))).toBe('b');
    expect(readAnswer(itemOf('choice'), form())).toBeNull();
  });
  test('of several choices and of an order, as ids in the order of the form', () => {
    const entries: [string, string][] = [
      ['answer', 'c'],
      ['answer', 'a'],
    ];
    expect(readAnswer(itemOf('choices'), form(...entries))).toEqual(['c', 'a']);
    expect(readAnswer(itemOf('order'), form(...entries))).toEqual(['c', 'a']);
  });
  test('of a number, as it was typed', () => {
    expect(readAnswer(itemOf('numeric'), form(['answer', ' 1/3 ']))).toBe(' 1/3 ');
  });
  test('of blanks and pairs, by name, with nothing for what is missing', () => {
    expect(readAnswer(itemOf('cloze'), form(['how', 'valid']))).toEqual({
      how: 'valid',
      what: '',
      n: '',
    });
    expect(readAnswer(itemOf('match'), form(['left-2', 'd']))).toEqual({
      'left-1': '',
      'left-2': 'd',
      'left-3': '',
    });
  });
});
