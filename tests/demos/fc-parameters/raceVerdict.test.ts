import { expect, test } from 'vitest';

import { compared, raceVerdict } from '#demos/fc-parameters/raceVerdict.ts';

const range = (low: number, high: number) => ({ low, high, median: (low + high) / 2 });
const hardly = { least: 0.9, most: 1.1 };
const share = { least: 1.2, most: 1.4 };
const steady = range(0.98, 1.03);

test('a guess is right when the whole range is within it, wrong when all is outside', () => {
  expect(raceVerdict({ ratio: range(0.97, 1.05), control: steady }, hardly)).toBe('right');
  expect(raceVerdict({ ratio: range(0.97, 1.05), control: steady }, share)).toBe('wrong');
  expect(raceVerdict({ ratio: range(0.6, 0.8), control: steady }, hardly)).toBe('wrong');
});

test('a range that reaches out of the guess decides nothing', () => {
  expect(raceVerdict({ ratio: range(1.02, 1.3), control: steady }, hardly)).toBe('undecided');
  expect(raceVerdict({ ratio: range(1.02, 1.3), control: steady }, share)).toBe('undecided');
});

test('nothing is decided by a clock on which a network strays from itself by over a tenth', () => {
  const astray = range(0.8, 1.05);
  expect(raceVerdict({ ratio: range(0.97, 1.05), control: astray }, hardly)).toBe('undecided');
  expect(raceVerdict({ ratio: range(2, 2.1), control: astray }, hardly)).toBe('undecided');
});

test('ranges that overlap are said not to tell the networks apart', () => {
  expect(compared({ ratio: range(0.97, 1.05), control: steady })).toBe(
    'The flat head took 0.97 to 1.05 times as long as the pooled one, and the pooled one 0.98 to 1.03 times as long as itself. The ranges overlap: this clock cannot tell the two networks apart.',
  );
  expect(compared({ ratio: range(1.1, 1.2), control: steady })).toContain('do not overlap');
});
