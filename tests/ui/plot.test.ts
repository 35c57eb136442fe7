import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { plotScale } from '#ui/plotScale.ts';
import { spreadLabels } from '#ui/spreadLabels.ts';
import { axisLabels } from '#ui/formatNumber.ts';
import { linearTicks, logTicks } from '#ui/ticks.ts';

describe('the marks of an axis', () => {
  it('are round numbers', () => {
    expect(linearTicks(0, 39)).toEqual([0, 10, 20, 30]);
    expect(linearTicks(-0.4, 1.1)).toEqual([0, 0.5, 1]);
    expect(linearTicks(0, 0.3)).toEqual([0, 0.1, 0.2, 0.3]);
  });

  it('are few, inside the range, and in order', () => {
    const range = fc.tuple(
      fc.double({ min: -1e4, max: 1e4, noNaN: true }),
      fc.double({ min: 1e-3, max: 1e4, noNaN: true }),
    );
    fc.assert(
      fc.property(range, ([low, span]) => {
        const ticks = linearTicks(low, low + span);
        expect(ticks.length).toBeGreaterThan(0);
        expect(ticks.length).toBeLessThanOrEqual(6);
        for (const tick of ticks) {
          expect(tick).toBeGreaterThanOrEqual(low - 1e-6 * span);
          expect(tick).toBeLessThanOrEqual(low + span * (1 + 1e-6));
        }
      }),
    );
  });

  it('are powers of ten on a logarithmic axis', () => {
    expect(logTicks(0.001, 1)).toEqual([0.001, 0.01, 0.1, 1]);
    expect(logTicks(1e-12, 1).length).toBeLessThanOrEqual(6);
  });
});

describe('the scale of an axis', () => {
  it('runs from the smallest to the largest number', () => {
    const { place } = plotScale({ title: 'step' }, [2, 4, 10]);
    expect([place(2), place(10), place(6)]).toEqual([0, 1, 0.5]);
  });

  it('runs over whole powers of ten when it is logarithmic, and leaves zero out', () => {
    const { place } = plotScale({ title: 'loss', kind: 'log' }, [0, 0.02, 5]);
    expect(place(0.01)).toBeCloseTo(0);
    expect(place(10)).toBeCloseTo(1);
    expect(Number.isFinite(place(0))).toBe(false);
  });

  it.each(['linear', 'log'] as const)(
    'is usable without numbers, and for one number (%s)',
    (kind) => {
      for (const values of [[], [3], [NaN, Infinity]]) {
        const { place, ticks } = plotScale({ title: '', kind }, values);
        expect(ticks.every(Number.isFinite)).toBe(true);
        expect(Number.isFinite(place(3))).toBe(true);
      }
    },
  );

  it('is labelled in powers of ten throughout, or not at all', () => {
    expect(axisLabels([1e-6, 1e-4, 0.01, 1])).toEqual(['10⁻⁶', '10⁻⁴', '10⁻²', '10⁰']);
    expect(axisLabels([0.001, 0.1])).toEqual(['0.001', '0.1']);
    expect(axisLabels([0, 2e6])).toEqual(['0', '2×10⁶']);
  });

  it('marks whole numbers only when it counts', () => {
    expect(plotScale({ title: 'steps', whole: true }, [0, 1]).ticks).toEqual([0, 1]);
    expect(plotScale({ title: 'steps', whole: true }, [0]).ticks).toEqual([0]);
    expect(plotScale({ title: 'share' }, [0, 1]).ticks).toContain(0.2);
  });

  it('keeps a fixed range', () => {
    const { place } = plotScale({ title: 'accuracy', range: [0, 1] }, [0.3, 0.6]);
    expect(place(0.5)).toBe(0.5);
  });
});

describe('the names at the ends of lines', () => {
  it('stay where they are when there is room', () => {
    expect(spreadLabels([0.9, 0.1, 0.5], 0.1)).toEqual([0.9, 0.1, 0.5]);
  });

  it('never overlap, keep their order, and do not leave the plot at the bottom', () => {
    const positions = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), {
      minLength: 1,
      maxLength: 5,
    });
    fc.assert(
      fc.property(positions, (given) => {
        const spread = spreadLabels(given, 0.1);
        const order = given.map((_, i) => i).toSorted((i, j) => (given[i] ?? 0) - (given[j] ?? 0));
        const tops = order.map((i) => spread[i] ?? NaN);
        expect(Math.max(...tops)).toBeLessThanOrEqual(1);
        for (let i = 1; i < tops.length; i++) {
          expect((tops[i] ?? 0) - (tops[i - 1] ?? 0)).toBeGreaterThanOrEqual(0.1 - 1e-9);
        }
      }),
    );
  });
});
