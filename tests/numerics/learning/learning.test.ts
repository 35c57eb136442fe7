import { describe, expect, it } from 'vitest';
import { errorTerms } from '#numerics/learning/errorTerms.ts';
import { everySample } from '#numerics/learning/everySample.ts';
import {
  drawSample,
  empiricalBest,
  largestDeviation,
  trainingError,
} from '#numerics/learning/sample.ts';
import { bayesRisk, bestRisk, blockMeans, riskOf, type Strip } from '#numerics/learning/strip.ts';
import { examplesFor, uniformBound } from '#numerics/learning/uniformBound.ts';
import { mulberry32 } from '#numerics/random.ts';
import errorTermsCheck from '#numerics/tasks/check-error-terms.ts';
import boundCheck from '#numerics/tasks/check-uniform-bound.ts';
import convergenceCheck from '#numerics/tasks/check-uniform-convergence.ts';

/** By hand: four places; two blocks have the means 0.2 and 0.7. */
const four: Strip = [0.1, 0.3, 0.5, 0.9];
const random = mulberry32(5);
const wild: Strip = Array.from({ length: 64 }, () => random());

describe('a strip of four places, by hand', () => {
  it('has the Bayes risk 0.25; one block 0.45, two blocks 0.25', () => {
    expect(blockMeans(four, 2)).toEqual([0.2, 0.7]);
    expect(bayesRisk(four)).toBeCloseTo((0.1 + 0.3 + 0.5 + 0.1) / 4, 12);
    expect(bestRisk(four, 1)).toBeCloseTo(0.45, 12);
    expect(bestRisk(four, 2)).toBeCloseTo((0.2 + 0.3) / 2, 12);
    expect(riskOf(four, [0, 0.5])).toBeCloseTo((0.2 + 0.5) / 2, 12);
    expect(() => blockMeans(four, 3)).toThrow('divides 4, found 3');
  });

  it.each([1, 2, 3, 4, 5].flatMap((n) => [1, 2, 4].map((blocks) => [n, blocks] as const)))(
    'all samples of %i examples give the exact terms of F_%i',
    (n, blocks) => {
      let [risk, training, all] = [0, 0, 0];
      for (const sample of everySample(four, n)) {
        const rule = empiricalBest(sample, blocks);
        risk += sample.weight * riskOf(four, rule);
        training += sample.weight * trainingError(sample, rule);
        all += sample.weight;
      }
      const terms = errorTerms(four, { blocks, examples: n, steps: 3 });
      expect(all).toBeCloseTo(1, 12);
      expect(terms.trained).toBeCloseTo(risk, 12);
      expect(terms.training).toBeCloseTo(training, 12);
      expect(terms.bayes + terms.approximation + terms.estimation).toBeCloseTo(risk, 12);
      expect(terms.risk - terms.trained).toBeCloseTo((1 - 1 / blocks) ** 3 * (0.5 - risk), 12);
    },
  );
});

describe('the optimiser', () => {
  it('leaves in the mean what its blocks that were never drawn leave', () => {
    const [blocks, examples, steps] = [8, 40, 10];
    const draw = mulberry32(11);
    let mean = 0;
    const runs = 4000;
    for (let run = 0; run < runs; run++) {
      const target = empiricalBest(drawSample(wild, examples, run), blocks);
      const rule = target.map(() => 0.5);
      for (let step = 0; step < steps; step++) {
        const block = Math.floor(draw() * blocks);
        rule[block] = target[block] ?? 0.5;
      }
      mean += riskOf(wild, rule) / runs;
    }
    expect(mean).toBeCloseTo(errorTerms(wild, { blocks, examples, steps }).risk, 2);
  });
});

describe('uniform convergence', () => {
  it('the largest deviation is that over all rules, one by one', () => {
    for (let seed = 0; seed < 20; seed++) {
      const sample = drawSample(wild, 30, seed);
      let largest = 0;
      for (let code = 0; code < 2 ** 8; code++) {
        const rule = Array.from({ length: 8 }, (_, b) => (code >> b) & 1);
        largest = Math.max(largest, Math.abs(riskOf(wild, rule) - trainingError(sample, rule)));
      }
      expect(largestDeviation(wild, sample, 8)).toBeCloseTo(largest, 12);
    }
  });

  it('1,000 rules, 10,000 examples, δ = 0.05: 0.0230; for 0.01 it takes 52,984', () => {
    expect(uniformBound(Math.log(1000), 10_000, 0.05)).toBeCloseTo(0.023, 4);
    expect(examplesFor(0.01, Math.log(1000), 0.05)).toBe(52_984);
    expect(uniformBound(Math.log(1000), 52_984, 0.05)).toBeLessThanOrEqual(0.01);
    expect(uniformBound(Math.log(1000), 52_983, 0.05)).toBeGreaterThan(0.01);
  });
});

describe('the checks of the chapter on estimation error', () => {
  it.each([
    ['error terms', errorTermsCheck],
    ['uniform convergence', convergenceCheck],
    ['uniform bound', boundCheck],
  ] as const)('%s hold for ten seeds', async (_, check) => {
    for (let seed = 1; seed <= 10; seed++) {
      const { rows } = await check({ seed });
      for (const { label, value, tolerance } of rows)
        expect(value, `${label}, seed ${seed}`).toBeLessThanOrEqual(tolerance);
    }
  });
});
