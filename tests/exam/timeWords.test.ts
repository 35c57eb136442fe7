import { describe, expect, test } from 'vitest';
import { clockTime, minutesInWords, timeNotice } from '../../src/exam/timeWords.ts';

const minute = 60_000;

test.each([
  [0, '0:00'],
  [1, '0:01'],
  [59_001, '1:00'],
  [12.5 * minute, '12:30'],
  [65 * minute + 9000, '1:05:09'],
  [-5, '0:00'],
])('%d ms on a clock is %s', (milliseconds, text) => {
  expect(clockTime(milliseconds)).toBe(text);
});

test.each([
  [20_000, 'less than a minute'],
  [minute, '1\u00a0minute'],
  [12.2 * minute, '12\u00a0minutes'],
])('%d ms in words is %s', (milliseconds, text) => {
  expect(minutesInWords(milliseconds)).toBe(text);
});

describe('the time left is told', () => {
  /** All that is said in the course of an exam, with the time left at which it is. */
  function said(minutes: number, everySeconds = 1): string[] {
    const [allowed, step] = [minutes * minute, everySeconds * 1000];
    const heard: string[] = [];
    for (let left = allowed; left > -2 * step; left -= step) {
      const notice = timeNotice(left + step, left, allowed);
      if (notice !== null) heard.push(`${clockTime(left)} ${notice}`);
    }
    return heard;
  }

  test('three times in an hour: at half time, five minutes and one minute before the end', () => {
    expect(said(60)).toEqual([
      '30:00 Half of the time has gone: 30\u00a0minutes left.',
      '5:00 Five minutes left.',
      '1:00 One minute left.',
    ]);
  });

  test('less often in a short exam', () => {
    expect(said(10).length).toBe(2);
    expect(said(5).length).toBe(1);
  });

  test('once, and with the nearest, when the page slept over several', () => {
    expect(said(60, 59 * 60)).toEqual(['1:00 One minute left.']);
  });
});
