import { describe, expect, it } from 'vitest';
import { atLeast, binomialProbabilities } from '#numerics/counting/binomial.ts';
import { wilsonInterval } from '#numerics/counting/wilsonInterval.ts';

/** How often a study of n trials excludes guessing, for a reader who is right with probability p. */
function power(n: number, p: number): number {
  return binomialProbabilities(n, p).reduce(
    (sum, probability, k) => (wilsonInterval(k, n).low > 0.5 ? sum + probability : sum),
    0,
  );
}

const percents = (k: number, n: number) => {
  const { low, high } = wilsonInterval(k, n);
  return [Math.round(100 * low), Math.round(100 * high)];
};

describe('Wilson’s interval', () => {
  it('holds for 16 of 24 the shares from 47 to 82 %, so that guessing is not excluded', () => {
    expect(percents(16, 24)).toEqual([47, 82]);
    expect(percents(12, 24)).toEqual([31, 69]);
    expect(atLeast(16, 24)).toBeCloseTo(0.076, 3);
  });

  it('excludes guessing from 17 of 24 on, and of six pairs only with all six', () => {
    expect(wilsonInterval(17, 24).low).toBeGreaterThan(0.5);
    expect(wilsonInterval(16, 24).low).toBeLessThan(0.5);
    expect(percents(17, 24)).toEqual([51, 85]);
    expect(percents(5, 6)).toEqual([44, 97]);
    expect(percents(6, 6)).toEqual([61, 100]);
    expect(atLeast(17, 24)).toBeCloseTo(0.032, 3);
  });

  it('is not a point when everything was right, as ±1.96 standard errors are', () => {
    expect(wilsonInterval(6, 6).low).toBeLessThan(1);
    expect(wilsonInterval(0, 6).low).toBe(0);
    expect(wilsonInterval(0, 6).high).toBeCloseTo(1 - wilsonInterval(6, 6).low, 12);
    expect(wilsonInterval(0, 0)).toEqual({ low: 0, high: 1 });
  });

  it('shows somebody who is right in 60 % of pairs in 19 of 100 studies of 24, and in 80 of about 200 pairs', () => {
    expect(power(24, 0.6)).toBeCloseTo(0.19, 2);
    for (const n of [198, 200, 205, 210]) expect(power(n, 0.6)).toBeGreaterThan(0.8);
    expect(power(150, 0.6)).toBeLessThan(0.75);
  });

  it('asks for a share that there can be', () => {
    expect(() => wilsonInterval(7, 6)).toThrow('Expected 0 to 6 of 6');
  });
});

describe('binomial probabilities', () => {
  it.each([0, 0.1, 0.5, 1])('add up to 1 for p = %s, and have their mean at np', (p) => {
    const all = binomialProbabilities(24, p);
    expect(all.reduce((sum, q) => sum + q, 0)).toBeCloseTo(1, 10);
    expect(all.reduce((sum, q, k) => sum + k * q, 0)).toBeCloseTo(24 * p, 10);
  });
});
