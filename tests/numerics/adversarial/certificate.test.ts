import { describe, expect, it, test } from 'vitest';

import { certify } from '#numerics/adversarial/certify.ts';
import { lowerBound } from '#numerics/adversarial/clopperPearson.ts';
import { normalCdf, normalQuantile } from '#numerics/adversarial/normalDistribution.ts';
import { atLeast } from '#numerics/counting/binomial.ts';

describe('the normal distribution', () => {
  // Abramowitz and Stegun, table 26.1.
  it.each([
    [0, 0.5],
    [1, 0.841344746068543],
    [2, 0.97724986805182],
    [-3, 1 - 0.99865010196837],
  ])('Φ(%d) = %d', (x, p) => {
    expect(normalCdf(x)).toBeCloseTo(p, 13);
  });

  it.each([
    [0.9, 1.2815515655446],
    [0.975, 1.959963984540054],
    [0.999, 3.090232306167813],
    [0.5, 0],
  ])('Φ⁻¹(%d) = %d', (p, x) => {
    expect(normalQuantile(p)).toBeCloseTo(x, 11);
  });

  it('Φ⁻¹ undoes Φ, and is odd about one half', () => {
    for (let x = -5; x <= 5; x += 0.37) {
      expect(Math.abs(normalQuantile(normalCdf(x)) - x)).toBeLessThan(1e-9);
    }
    for (const p of [1e-7, 1e-3, 0.2, 0.49]) {
      expect(Math.abs(normalQuantile(p) + normalQuantile(1 - p))).toBeLessThan(1e-8);
    }
  });

  it('is infinite at 0 and 1, and refuses what is no probability', () => {
    expect(normalQuantile(0)).toBe(Number.NEGATIVE_INFINITY);
    expect(normalQuantile(1)).toBe(Number.POSITIVE_INFINITY);
    expect(() => normalQuantile(1.1)).toThrow('probability');
  });
});

describe('Clopper and Pearson’s lower bound', () => {
  test('all of n right: the p with pⁿ = α', () => {
    expect(lowerBound(100, 100, 0.001)).toBeCloseTo(0.001 ** 0.01, 14);
    expect(lowerBound(10_000, 10_000, 0.001)).toBeCloseTo(0.99930946, 8);
  });

  test('8 of 10 at α = 0.025 (the two-sided 95 % interval): 0.4439', () => {
    expect(lowerBound(8, 10, 0.025)).toBeCloseTo(0.4439, 4);
  });

  test('1 of n: 1 − (1 − α)^(1/n)', () => {
    expect(lowerBound(1, 20, 0.05)).toBeCloseTo(1 - 0.95 ** (1 / 20), 12);
  });

  test('none right: 0', () => {
    expect(lowerBound(0, 50, 0.001)).toBe(0);
  });

  it.each([
    [3, 7, 0.05],
    [60, 100, 0.001],
    [812, 1000, 0.001],
    [999, 1000, 0.01],
  ])('at the bound, %d or more of %d have the probability %d', (k, n, alpha) => {
    expect(atLeast(k, n, lowerBound(k, n, alpha))).toBeCloseTo(alpha, 10);
  });

  it('refuses more successes than trials', () => {
    expect(() => lowerBound(11, 10, 0.05)).toThrow('Expected 0 to 10');
  });
});

describe('the certificate', () => {
  test('σ = 0.5 and p = 0.9 make R = 0.641', () => {
    expect(0.5 * normalQuantile(0.9)).toBeCloseTo(0.641, 3);
  });

  test('99 of 100 draws: the radius comes from the bound, not from 0.99', () => {
    const found = certify([9, 1], [99, 1], { sigma: 0.25, alpha: 0.001 });
    expect(found.answer).toBe(0);
    expect(found.lowest).toBeCloseTo(lowerBound(99, 100, 0.001), 12);
    expect(found.radius).toBeLessThan(0.25 * normalQuantile(0.99));
    expect(found.radius).toBeCloseTo(0.25 * normalQuantile(found.lowest), 12);
  });

  test('the class of the first draws is counted in the second, whatever wins there', () => {
    expect(certify([6, 4], [10, 990], { sigma: 1, alpha: 0.01 }).answer).toBeNull();
  });

  test('it abstains when the bound is not above one half', () => {
    const found = certify([6, 4], [52, 48], { sigma: 1, alpha: 0.001 });
    expect(found).toMatchObject({ answer: null, radius: 0 });
  });

  test('10,000 of 10,000 draws certify 3.2 σ at most', () => {
    const { radius } = certify([100, 0], [10_000, 0], { sigma: 1, alpha: 0.001 });
    expect(radius).toBeCloseTo(3.2, 2);
  });
});
