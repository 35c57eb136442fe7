import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseNumber } from '../../src/quiz/parseNumber.ts';

describe('a number is read as people write it', () => {
  test.each([
    ['3', 3],
    [' 3 ', 3],
    ['+3', 3],
    ['-3', -3],
    ['−3', -3],
    ['– 3', -3],
    ['0.5', 0.5],
    ['0,5', 0.5],
    ['.5', 0.5],
    [',5', 0.5],
    ['5.', 5],
    ['1/3', 1 / 3],
    ['−1 / 4', -0.25],
    ['1/-4', -0.25],
    ['0,5/2', 0.25],
    ['1 1/2', 1.5],
    ['2e-3', 0.002],
    ['1E3', 1000],
    ['1 024', 1024],
    ['1\u202f024\u00a0000', 1_024_000],
    ['1,024,000', 1_024_000],
    ['= 7', 7],
    ['28 px', 28],
    ['28px', 28],
    ['5 %', 5],
    ['12 parameters', 12],
    ['3/4 px', 0.75],
    ['-0', 0],
  ])('%j is %d', (typed, value) => {
    expect(parseNumber(typed)).toEqual({ value });
  });

  test('1,024 may mean a thousand or a little more than one', () => {
    expect(parseNumber('1,024')).toEqual({ value: 1024, otherwise: 1.024 });
  });

  test.each(['', '   '])('%j asks for a number', (typed) => {
    expect(parseNumber(typed)).toEqual({ problem: 'Type a number first.' });
  });

  test.each([
    'three',
    '2+1',
    '3 4',
    '1,2,3',
    '--3',
    '1//2',
    '3x4',
    'NaN',
    'Infinity',
    '0x10',
    '4?',
  ])('%j is refused with a sentence that repeats it', (typed) => {
    const parsed = parseNumber(typed);
    expect(parsed).toHaveProperty('problem');
    expect('problem' in parsed && parsed.problem).toContain(typed);
  });

  test('a fraction over zero is refused', () => {
    expect(parseNumber('1/0')).toMatchObject({ problem: expect.stringContaining('0 below') });
    expect(parseNumber('1 1/0')).toMatchObject({ problem: expect.stringContaining('0 below') });
  });

  test('a number too large to hold is refused', () => {
    expect(parseNumber('1e999')).toMatchObject({ problem: expect.stringContaining('too large') });
  });

  test('every finite number survives being printed and read', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
        const parsed = parseNumber(String(value));
        expect(parsed).toEqual({ value: value + 0 });
      }),
    );
  });

  test('no text makes it throw or return something that is not finite', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (typed) => {
        const parsed = parseNumber(typed);
        expect('problem' in parsed || Number.isFinite(parsed.value)).toBe(true);
      }),
      { numRuns: 2000 },
    );
  });
});
