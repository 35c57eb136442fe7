import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { believedDays } from '../../src/review/believedDays.ts';

describe('the days that are believed', () => {
  test('are those of a clock that was always right', () => {
    const days = fc.array(fc.nat({ max: 400 })).map((list) => list.sort((a, b) => a - b));
    fc.assert(
      fc.property(days, (list) => {
        expect(believedDays(list, 400)).toEqual(list);
      }),
    );
  });

  test('never go back and never come after today, whatever the clock said', () => {
    fc.assert(
      fc.property(fc.array(fc.nat({ max: 500 })), fc.nat({ max: 500 }), (list, today) => {
        const days = believedDays(list, today);
        expect(days).toHaveLength(list.length);
        expect(days).toEqual([...days].sort((a, b) => a - b));
        for (const day of days) expect(day).toBeLessThanOrEqual(today);
      }),
    );
  });

  test.each([
    ['ran ahead once', [1, 30, 2, 3], [1, 1, 2, 3]],
    ['ran ahead at the beginning', [30, 2, 3], [2, 2, 3]],
    ['was set back once', [100, 101, 3, 102], [100, 101, 101, 102]],
    ['was set back after one day', [100, 3], [100, 100]],
    ['was set back at last', [100, 101, 3], [100, 101, 101]],
    ['was set back and stayed so', [50, 1, 2, 3], [1, 1, 2, 3]],
  ])('of a clock that %s are the others', (_, told, believed) => {
    for (const today of [102, 200]) expect(believedDays(told, today)).toEqual(believed);
  });
});
