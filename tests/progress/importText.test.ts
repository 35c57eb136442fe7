import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { exportText } from '../../src/progress/exportText.ts';
import { importText } from '../../src/progress/importText.ts';
import { anyEvents } from './events.ts';

const kind = 'what-the-network-sees/progress';
const event = { id: 'e', t: 1, type: 'chapter-read', chapter: 'c' };
const reasonFor = (text: string): string => {
  const result = importText(text);
  if (result.ok) throw new Error('expected a refusal');
  return result.reason;
};

describe('an exported file', () => {
  test('is imported with every event as it was', () => {
    fc.assert(
      fc.property(anyEvents, (events) => {
        expect(importText(exportText(events, 0))).toEqual({ ok: true, events });
      }),
    );
  });

  test('of the first version is imported too', () => {
    const text = JSON.stringify({ kind, v: 1, events: [event] });
    expect(importText(text)).toEqual({ ok: true, events: [event] });
  });

  test('says what it is, its version and when it was made', () => {
    expect(JSON.parse(exportText([], 0))).toEqual({
      kind,
      v: 2,
      exported: '1970-01-01T00:00:00.000Z',
      events: [],
    });
  });
});

describe('a file that cannot be imported is refused with the reason', () => {
  test.each([
    ['a picture', '\u0089PNG\r\n', /not JSON/],
    ['an empty file', '', /not JSON/],
    ['another program’s JSON', '{"version":1}', /not exported by this book/],
    ['null', 'null', /not exported by this book/],
    [
      'a file of a newer version',
      JSON.stringify({ kind, v: 3, events: [] }),
      /newer version.*form 3.*knows 2/,
    ],
    ['a file without events', JSON.stringify({ kind, v: 2 }), /lost part/],
    [
      'a file with a bad event',
      JSON.stringify({ kind, v: 2, events: [event, { ...event, t: 'x' }] }),
      /Entry 2.*“t”/,
    ],
    [
      'a file with an unknown event',
      JSON.stringify({ kind, v: 2, events: [{ ...event, type: 'party' }] }),
      /Entry 1/,
    ],
    [
      'a quiz with more right than asked',
      JSON.stringify({
        kind,
        v: 2,
        events: [{ ...event, type: 'quiz-finished', right: 3, of: 2 }],
      }),
      /Entry 1/,
    ],
  ])('%s', (_, text, reason) => {
    expect(reasonFor(text)).toMatch(reason);
    expect(reasonFor(text)).toContain('your progress is as it was');
  });

  test('no text makes it throw', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json()), (text) => {
        expect(importText(text).ok).toBe(false);
      }),
    );
  });
});
