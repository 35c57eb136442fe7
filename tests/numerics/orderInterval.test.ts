import { expect, test } from 'vitest';

import { orderInterval } from '#numerics/orderInterval.ts';
import { mulberry32 } from '#numerics/random.ts';

const upTo = (n: number) => Array.from({ length: n }, (_, i) => i + 1);

test.each([
  [6, 1],
  [8, 1],
  [9, 2],
  [12, 3],
  [24, 7],
])('of %i values it leaves out those beyond the %i. at either end', (n, k) => {
  expect(orderInterval(upTo(n).toReversed())).toEqual({
    median: (n + 1) / 2,
    low: k,
    high: n + 1 - k,
  });
});

test('fewer than six values say nothing about the true median', () => {
  expect(orderInterval([3, 1, 2])).toEqual({ median: 2, low: -Infinity, high: Infinity });
  expect(() => orderInterval([])).toThrow('at least one value');
});

test('it holds the true median of a skewed distribution in at least 95 per cent of the draws', () => {
  const random = mulberry32(1);
  const [draws, trueMedian] = [4000, Math.log(2)];
  let held = 0;
  for (let draw = 0; draw < draws; draw++) {
    const { low, high } = orderInterval(upTo(12).map(() => -Math.log(1 - random())));
    if (low <= trueMedian && trueMedian <= high) held++;
  }
  expect(held / draws).toBeGreaterThan(0.95);
  expect(held / draws).toBeLessThan(0.97);
});
