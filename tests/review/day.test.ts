import { afterEach, describe, expect, test, vi } from 'vitest';
import { inDays, nextTurn, readerDay } from '../../src/review/day.ts';

const dayOf = (text: string): number => Date.parse(`${text}T00:00Z`) / 86_400_000;

/** `Date` as it is in a time zone; Node looks at TZ whenever it changes. */
function inZone(zone: string): void {
  vi.stubEnv('TZ', zone);
}

afterEach(() => vi.unstubAllEnvs());

describe('the reader’s day', () => {
  test.each([
    ['UTC', '2026-03-10T03:59Z', 4, '2026-03-09'],
    ['UTC', '2026-03-10T04:00Z', 4, '2026-03-10'],
    ['UTC', '2026-03-10T00:00Z', 0, '2026-03-10'],
    ['America/Los_Angeles', '2026-03-10T10:30Z', 4, '2026-03-09'],
    ['America/Los_Angeles', '2026-03-10T11:30Z', 4, '2026-03-10'],
    ['Pacific/Kiritimati', '2026-03-10T13:00Z', 4, '2026-03-10'],
    ['Pacific/Kiritimati', '2026-03-10T14:00Z', 4, '2026-03-11'],
  ])('in %s at %s, turning at %i, is %s', (zone, t, turns, day) => {
    inZone(zone);
    expect(readerDay(Date.parse(t), turns)).toBe(dayOf(day));
  });

  test('follows the day before, also where clocks were changed in the night', () => {
    inZone('Europe/Berlin');
    const hours = Array.from({ length: 24 * 400 }, (_, h) => Date.UTC(2026, 0, 1) + h * 3_600_000);
    for (const turns of [0, 2, 3, 4, 23]) {
      const days = hours.map((t) => readerDay(t, turns));
      for (const [index, day] of days.slice(1).entries())
        expect(day - (days[index] ?? 0)).toBeOneOf([0, 1]);
    }
  });

  test('ends when the next begins, and not a millisecond earlier', () => {
    inZone('Europe/Berlin');
    for (let t = Date.UTC(2026, 2, 20); t < Date.UTC(2026, 3, 5); t += 3_600_000 * 5) {
      const turn = nextTurn(t, 4);
      expect(turn).toBeGreaterThan(t);
      expect(readerDay(turn, 4)).toBe(readerDay(t, 4) + 1);
      expect(readerDay(turn - 1, 4)).toBe(readerDay(t, 4));
    }
  });
});

test('how far off a day is has words', () => {
  expect([0, 1, 2, 59, 61, 400, 1000].map(inDays)).toEqual([
    'today',
    'tomorrow',
    'in 2 days',
    'in 59 days',
    'in 2 months',
    'in 13 months',
    'in 3 years',
  ]);
});
