import { expect, test } from 'vitest';

import { countedOf, rowsOf, type CountingTask } from '#demos/adversarial-defenses/counted.ts';

const rounding = { defence: 'quantise', attack: 'straightThrough', norm: 'linf' } as const;
const trained = { defence: 'robust', attack: 'pgd', norm: 'l2' } as const;
const ofTwentyFive = { of: 25, clean: 22, right: [14, 8, 1, 0] };
const rest: CountingTask = {
  running: false,
  partial: null,
  result: ofTwentyFive,
  resultOf: rounding,
  asked: rounding,
};

test('25 pictures are still 25 when 10 have been asked for, and have not begun', () => {
  const shown = countedOf({ ...rest, asked: trained });
  expect(shown).toEqual({ ...ofTwentyFive, ...rounding });
  expect(shown && rowsOf(shown).map(({ right, share }) => [right, share])).toEqual(
    [22, 14, 8, 1, 0].map((right) => [right, right / 25]),
  );
});

test('a run that goes has its own name and no more rows than budgets are done', () => {
  const going = { ...rest, running: true, asked: trained };
  expect(countedOf(going)).toBeNull();
  const shown = countedOf({ ...going, partial: { of: 10, clean: 8, right: [7] } });
  expect(shown).toMatchObject(trained);
  expect(shown && rowsOf(shown).map(({ radius }) => radius)).toEqual([0, 0.25]);
});

test('nothing is shown before the first count, and after a reset', () => {
  expect(countedOf({ ...rest, result: null, resultOf: null })).toBeNull();
  expect(countedOf({ ...rest, asked: null })).toBeNull();
});
