import { describe, expect, test } from 'vitest';
import { usualPaper } from '../../src/exam/paper.ts';
import { readSession } from '../../src/exam/readSession.ts';
import {
  deadlineOf,
  nextSession,
  sessionText,
  timeAllowed,
  type Session,
} from '../../src/exam/session.ts';
import { partIds } from './bank.ts';

function started(minutes: number | null = 30): Session {
  const session = nextSession(null, {
    type: 'start',
    paper: { ...usualPaper(partIds, 1), minutes },
    edition: 'aabb',
    drawn: [
      { chapter: 'one', item: 'q-1' },
      { chapter: 'two', item: 'q-2' },
    ],
    now: 1_000_000,
  });
  if (session === null) throw new Error('not started');
  return session;
}

describe('sitting a paper', () => {
  test('keeps the last answer to each question, and none where it was emptied again', () => {
    let session: Session | null = started();
    session = nextSession(session, { type: 'answer', key: 'one/q-1', answer: 'a' });
    session = nextSession(session, { type: 'answer', key: 'two/q-2', answer: ['b', 'c'] });
    session = nextSession(session, { type: 'answer', key: 'one/q-1', answer: undefined });
    expect(session?.answers).toEqual({ 'two/q-2': ['b', 'c'] });
  });

  test('marks questions to look at again, and unmarks them', () => {
    let session = nextSession(started(), { type: 'mark', key: 'one/q-1', on: true });
    session = nextSession(session, { type: 'mark', key: 'one/q-1', on: true });
    expect(session?.marked).toEqual(['one/q-1']);
    expect(nextSession(session, { type: 'mark', key: 'one/q-1', on: false })?.marked).toEqual([]);
  });

  test('ends at the time limit and what was added to it; without a limit, never', () => {
    const extended = nextSession(started(30), { type: 'extend', minutes: 10 });
    expect(deadlineOf(started(30))).toBe(1_000_000 + 30 * 60_000);
    expect(extended && timeAllowed(extended)).toBe(40 * 60_000);
    expect(deadlineOf(started(null))).toBeNull();
  });

  test('is over once handed in: nothing can be answered, added or handed in again', () => {
    const over = nextSession(started(), { type: 'hand-in', now: 2_000_000, byClock: false });
    expect(over?.handedIn).toEqual({ at: 2_000_000, byClock: false });
    expect(nextSession(over, { type: 'answer', key: 'one/q-1', answer: 'a' })).toBe(over);
    expect(nextSession(over, { type: 'extend', minutes: 10 })).toBe(over);
    expect(nextSession(over, { type: 'hand-in', now: 3_000_000, byClock: true })).toBe(over);
  });

  test('is never handed in before it was begun, whatever the clock of the device does', () => {
    const over = nextSession(started(), { type: 'hand-in', now: 5, byClock: false });
    expect(over?.handedIn?.at).toBe(1_000_000);
  });

  test('can be thrown away and taken back', () => {
    const session = nextSession(started(), { type: 'answer', key: 'one/q-1', answer: 'a' });
    expect(nextSession(session, { type: 'throw-away' })).toBeNull();
    if (session !== null) expect(nextSession(null, { type: 'restore', session })).toEqual(session);
  });
});

describe('a kept session', () => {
  test('is read as it was', () => {
    let session: Session | null = started();
    session = nextSession(session, { type: 'answer', key: 'one/q-1', answer: { left: 'a' } });
    session = nextSession(session, { type: 'answer', key: 'two/q-2', answer: false });
    session = nextSession(session, { type: 'hand-in', now: 2_000_000, byClock: true });
    expect(session && readSession(sessionText(session))).toMatchObject({ ...session });
  });

  test.each([
    null,
    '',
    'null',
    '{',
    '[]',
    '{"v":2}',
    sessionText(started()).replace('1000000', '"x"'),
    sessionText({ ...started(), drawn: [] }),
  ])('that is %s is no session, and nothing is thrown', (text) => {
    expect(readSession(text)).toBeNull();
  });
});
