import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bracketed, formatNumber, tenTo, wholeText } from '#ui/formatNumber.ts';
import { parseNumber } from '#ui/parseNumber.ts';
import { snap } from '#ui/snap.ts';

describe('a number for the reader', () => {
  it.each([
    [0, '0'],
    [-0, '0'],
    [3, '3'],
    [-1, '−1'],
    [0.02, '0.02'],
    [1 / 3, '0.333'],
    [123456, '123456'],
    [1234567, '1.23×10⁶'],
    [-0.000012, '−1.2×10⁻⁵'],
    [NaN, 'not a number'],
    [-Infinity, '−∞'],
  ])('%d is written %s', (value, text) => {
    expect(formatNumber(value)).toBe(text);
  });

  it('is a bare power of ten where only its size is of interest', () => {
    expect([0, 16, -3].map(tenTo)).toEqual(['10⁰', '10¹⁶', '10⁻³']);
  });
});

describe('a number from the reader', () => {
  it.each([
    ['3', 3],
    [' -1.5 ', -1.5],
    ['−2', -2],
    ['0,25', 0.25],
    ['.5', 0.5],
    ['2.', 2],
    ['1e-3', 0.001],
    ['+4', 4],
  ])('“%s” is read as %d', (text, value) => {
    expect(parseNumber(text)).toBe(value);
  });

  it.each(['', ' ', 'abc', '1.2.3', '--1', '1e999', 'Infinity', 'NaN', '0x10', '1 2'])(
    '“%s” is refused',
    (text) => {
      expect(parseNumber(text)).toBeNull();
    },
  );

  it('reads back every number that it writes in full', () => {
    fc.assert(
      fc.property(fc.integer({ min: -999_999, max: 999_999 }), (n) => {
        expect(parseNumber(formatNumber(n))).toBe(n === 0 ? 0 : n);
      }),
    );
  });
});

describe('a slider', () => {
  it('rests on a step within its limits, without float dust', () => {
    expect(snap(0.1 + 0.2, 0, 1, 0.1)).toBe(0.3);
    expect(snap(7, 0, 5, 1)).toBe(5);
    expect(snap(-7, 0, 5, 1)).toBe(0);
    expect(snap(9.9, 1, 10, 4)).toBe(9);
    const range = fc.record({
      value: fc.double({ noNaN: true, min: -100, max: 100 }),
      min: fc.integer({ min: -10, max: 0 }),
      max: fc.integer({ min: 1, max: 10 }),
      step: fc.constantFrom(0.005, 0.1, 0.25, 1, 3),
    });
    fc.assert(
      fc.property(range, ({ value, min, max, step }) => {
        const snapped = snap(value, min, max, step);
        expect(snapped).toBeGreaterThanOrEqual(min);
        expect(snapped).toBeLessThanOrEqual(max);
        const steps = (snapped - min) / step;
        expect(Math.abs(steps - Math.round(steps))).toBeLessThan(1e-6);
        expect(snap(snapped, min, max, step)).toBe(snapped);
      }),
    );
  });
});

describe('a number in a sum', () => {
  it('is put in brackets when it is negative', () => {
    expect([2, 0, -1.23456].map((value) => bracketed(value))).toEqual(['2', '0', '(−1.23)']);
    expect(bracketed(-1.23456, 6)).toBe('(−1.23456)');
  });
});

describe('a large whole number', () => {
  it('has its thousands apart', () => {
    expect([7, 614400, 138357544].map(wholeText)).toEqual(['7', '614,400', '138,357,544']);
  });
});
