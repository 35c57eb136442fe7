import { renderToString } from 'react-dom/server';
import { describe, expect, test } from 'vitest';
import { reduceEvents } from '../../src/progress/reduce.ts';
import { reviewState } from '../../src/review/reviewState.ts';
import { standings, totalOf } from '../../src/review/standing.ts';
import { StandingTable } from '../../src/review/view/StandingTable.tsx';
import { day, LogWriter, smallIndex } from './log.ts';

const index = smallIndex();
const standingsAfter = (log: LogWriter, today: number) =>
  standings(index, reduceEvents(log.events), reviewState(log.events, today), today);

describe('where a reader stands', () => {
  test('counts what was read, the last answers, and what was met', () => {
    const log = new LogWriter();
    const answer = { type: 'quiz-answer', chapter: 'one', score: 1 } as const;
    log.add({ type: 'chapter-read', chapter: 'one' });
    log.add({ ...answer, item: 'q1', correct: false });
    log.add({ ...answer, item: 'q1', correct: true });
    log.add({ ...answer, item: 'q2', correct: false });
    log.add({ ...answer, item: 'gone-from-the-book', correct: true });
    log.grade('card', 3, day(1));
    const list = standingsAfter(log, day(1));
    expect(list[0]).toMatchObject({ questions: 3, answered: 2, right: 1, items: 4, met: 1 });
    expect(list[0]?.remembered).toBe(1);
    expect(list[1]).toMatchObject({ read: null, questions: 0, items: 1, met: 0, remembered: 0 });
    expect(totalOf(list)).toMatchObject({ chapters: 2, read: 1, questions: 3, items: 5, met: 1 });
  });

  test('expects less to be remembered with every day that passes', () => {
    const log = new LogWriter();
    log.grade('card', 3, day(1));
    log.grade('q1', 1, day(1));
    const expected = [1, 2, 5, 20, 200].map(
      (at) => totalOf(standingsAfter(log, day(at))).remembered,
    );
    for (const [at, value] of expected.slice(1).entries())
      expect(value).toBeLessThan(expected[at] ?? 0);
    expect(expected.at(-1)).toBeGreaterThan(0);
  });

  test('does not count what was forgotten as remembered before it is recalled', () => {
    const log = new LogWriter();
    log.grade('card', 3, day(1));
    log.grade('card', 1, day(5));
    expect(totalOf(standingsAfter(log, day(5)))).toMatchObject({ met: 1, remembered: 0 });
    expect(totalOf(standingsAfter(log, day(6)))).toMatchObject({ met: 1, remembered: 0 });
    log.grade('card', 3, day(6));
    expect(totalOf(standingsAfter(log, day(6)))).toMatchObject({ met: 1, remembered: 1 });
  });

  test('is a table with a group for each part', () => {
    const log = new LogWriter();
    log.add({ type: 'chapter-started', chapter: 'one' });
    log.add({ type: 'quiz-finished', chapter: 'one', right: 2, of: 3 });
    const html = renderToString(
      <StandingTable index={index} standings={standingsAfter(log, day(1))} />,
    );
    const text = html.replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' ');
    expect(text).toContain('One started – not yet best round 2 of 3 – not yet');
    expect(text).toContain('Two in preparation – not yet – not yet');
  });
});
