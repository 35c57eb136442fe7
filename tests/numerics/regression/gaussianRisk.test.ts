import { expect, test } from 'vitest';

import { energyInside, gaussianRisk } from '#numerics/regression/gaussianRisk.ts';

const fit = { examples: 20, noise: 0.3, inside: 0.6, outside: 0.2 };

test('the mean is infinite where examples and features are as many, or one apart', () => {
  for (const size of [19, 20, 21]) {
    expect(gaussianRisk({ ...fit, size }).estimation).toBe(Infinity);
  }
  for (const size of [18, 22]) expect(gaussianRisk({ ...fit, size }).risk).toBeLessThan(100);
});

test('with features without end the fit finds nothing, and noise costs nothing', () => {
  expect(gaussianRisk({ ...fit, size: 1e7 }).estimation).toBeCloseTo(0.6, 4);
});

test('the terms add up', () => {
  const { bayes, approximation, estimation, risk } = gaussianRisk({ ...fit, size: 9 });
  expect(bayes + approximation + estimation).toBeCloseTo(risk, 12);
  expect(estimation).toBeCloseTo(0.5 * (9 / 10), 12);
});

test('all of β lies in all entries, in either order, and more of it in the first if they are the strongest', () => {
  for (const order of ['even', 'strongest first'] as const) {
    expect(energyInside(order, 400, 400)).toBeCloseTo(1, 12);
  }
  expect(energyInside('even', 10, 400)).toBeCloseTo(0.025, 12);
  expect(energyInside('strongest first', 10, 400)).toBeGreaterThan(0.9);
});
