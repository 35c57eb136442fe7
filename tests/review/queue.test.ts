import { describe, expect, test } from 'vitest';
import { forecast, history } from '../../src/review/outlook.ts';
import { queueOf } from '../../src/review/queue.ts';
import { reviewState } from '../../src/review/reviewState.ts';
import { day, LogWriter, smallIndex } from './log.ts';

const today = day(10);
const keys = (things: { key: string }[]): string[] => things.map(({ key }) => key);

describe('what is new', () => {
  test('is nothing before a chapter was read or chosen', () => {
    const queue = queueOf(smallIndex(), reviewState([], today), today);
    expect(queue).toEqual({ due: [], fresh: [], next: null, waiting: 0 });
  });

  test('is a chapter’s card and then its quiz, once it was read', () => {
    const log = new LogWriter();
    log.add({ type: 'chapter-read', chapter: 'one' });
    const queue = queueOf(smallIndex(), reviewState(log.events, today), today);
    expect(keys(queue.fresh)).toEqual(['one/card', 'one/q1', 'one/q2', 'one/q3']);
    expect(queue.next?.key).toBe('one/card');
  });

  test('is what was chosen, without being read, and not what was left out', () => {
    const log = new LogWriter();
    log.add({ type: 'review-chosen', chapter: 'two', chosen: true });
    log.add({ type: 'chapter-read', chapter: 'one' });
    log.add({ type: 'review-chosen', chapter: 'one', chosen: false });
    log.add({ type: 'review-chosen', chapter: 'one', item: 'q2', chosen: true });
    const queue = queueOf(smallIndex(), reviewState(log.events, today), today);
    expect(keys(queue.fresh)).toEqual(['one/q2', 'two/card']);
  });

  test('is nothing of a chapter that was left out after single items of it were put in', () => {
    const log = new LogWriter();
    log.add({ type: 'review-chosen', chapter: 'one', item: 'q2', chosen: true });
    log.add({ type: 'review-chosen', chapter: 'one', item: 'q3', chosen: false });
    log.add({ type: 'review-chosen', chapter: 'one', chosen: false });
    const state = reviewState(log.events, today);
    expect(queueOf(smallIndex(), state, today).fresh).toEqual([]);
    // What was left out by itself stays so when the chapter comes back.
    log.add({ type: 'review-chosen', chapter: 'one', chosen: true });
    const later = queueOf(smallIndex(), reviewState(log.events, today), today);
    expect(keys(later.fresh)).toEqual(['one/card', 'one/q1', 'one/q2']);
  });

  test('is no more than the reader wants a day, counting what was met today, unless asked for', () => {
    const log = new LogWriter();
    log.add({ type: 'review-settings', dayTurnsAt: 4, newPerDay: 2, retention: 0.9 });
    log.add({ type: 'chapter-read', chapter: 'one' });
    log.grade('card', 3, today);
    const state = reviewState(log.events, today);
    const queue = queueOf(smallIndex(), state, today);
    expect(keys(queue.fresh)).toEqual(['one/q1']);
    expect(queue.waiting).toBe(2);
    expect(keys(queueOf(smallIndex(), state, today, 1).fresh)).toEqual(['one/q1', 'one/q2']);
    expect(keys(queueOf(smallIndex(), state, today + 1).fresh)).toEqual(['one/q1', 'one/q2']);
  });
});

test('of what is new, what was chosen by itself comes first, then cards, then questions', () => {
  const log = new LogWriter();
  log.add({ type: 'chapter-read', chapter: 'one' });
  log.add({ type: 'chapter-read', chapter: 'two' });
  log.add({ type: 'review-chosen', chapter: 'one', item: 'q3', chosen: true });
  const queue = queueOf(smallIndex(), reviewState(log.events, today), today);
  expect(keys(queue.fresh)).toEqual(['one/q3', 'one/card', 'two/card', 'one/q1', 'one/q2']);
});

describe('what comes next', () => {
  test('is what is due before what is new', () => {
    const log = new LogWriter();
    log.add({ type: 'chapter-read', chapter: 'one' });
    log.grade('q3', 2, day(1));
    const queue = queueOf(smallIndex(), reviewState(log.events, today), today);
    expect(keys(queue.due)).toEqual(['one/q3']);
    expect(queue.next?.key).toBe('one/q3');
  });

  test('is what was forgotten only after seven others, or when nothing else is left', () => {
    const index = smallIndex(12);
    const log = new LogWriter();
    log.add({ type: 'chapter-read', chapter: 'one' });
    const asked: string[] = [];
    for (let count = 0; count < 14; count++) {
      const { next } = queueOf(index, reviewState(log.events, today), today);
      if (next === null) break;
      asked.push(next.item);
      log.grade(next.item, next.item === 'card' && count === 0 ? 1 : 3, today);
    }
    expect(asked.indexOf('card', 1)).toBe(8);
    expect(asked).toHaveLength(14);
    expect(queueOf(index, reviewState(log.events, today), today).next).toBeNull();
  });

  test('is in another order on another day', () => {
    const log = new LogWriter();
    for (let item = 1; item <= 12; item++) log.grade(`q${item}`, 2, day(1));
    const order = (on: number): string[] =>
      keys(queueOf(smallIndex(12), reviewState(log.events, on), on).due);
    expect(order(day(10))).not.toEqual(order(day(11)));
    expect(order(day(10)).toSorted()).toEqual(order(day(11)).toSorted());
  });

  test('is never an item that was left out, though it is due', () => {
    const log = new LogWriter();
    log.grade('q1', 1, day(1));
    log.add({ type: 'review-chosen', chapter: 'one', item: 'q1', chosen: false });
    expect(queueOf(smallIndex(), reviewState(log.events, today), today).next).toBeNull();
  });
});

describe('the outlook', () => {
  test('counts each item in review once, the overdue ones today', () => {
    const log = new LogWriter();
    log.grade('q1', 1, day(1));
    log.grade('q2', 3, today);
    const state = reviewState(log.events, today);
    const due = state.memories.get('one/q2')?.due ?? 0;
    const expected = forecast(smallIndex(), state, today, 30);
    expect(expected[0]).toEqual({ day: today, due: 1 });
    expect(expected.find(({ day: on }) => on === due)?.due).toBe(1);
    expect(expected.reduce((sum, entry) => sum + entry.due, 0)).toBe(2);
  });

  test('tells what was met first from what was remembered, forgotten, and asked again', () => {
    const log = new LogWriter();
    log.grade('card', 3, day(3));
    log.grade('q1', 1, day(9));
    log.grade('q1', 3, day(9));
    log.grade('q1', 1, today);
    log.grade('q1', 3, today);
    log.grade('q2', 3, today);
    log.grade('card', 4, today);
    const state = reviewState(log.events, today);
    expect(history(state, today, 2)).toEqual([
      { day: day(9), first: 1, remembered: 0, forgotten: 0, repeats: 1 },
      { day: today, first: 1, remembered: 1, forgotten: 1, repeats: 1 },
    ]);
  });
});
