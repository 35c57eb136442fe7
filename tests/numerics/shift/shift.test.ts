import '@tensorflow/tfjs-backend-cpu';
import '@tensorflow/tfjs';
import { setBackend, tensor4d, tidy, type Tensor4D } from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';

import { disposeNetwork, type Network } from '#numerics/network/network.ts';
import { valuesAt } from '#numerics/network/run.ts';
import { mulberry32 } from '#numerics/random.ts';
import { adaptedValues } from '#numerics/shift/adaptedValues.ts';
import { heldOutDomainError, proxyDistance } from '#numerics/shift/domainClassifier.ts';
import { statisticsOf, withSourceStatistics } from '#numerics/shift/freshStatistics.ts';
import { drawEstimate, weighting, type CovariateShift } from '#numerics/shift/importance.ts';
import { looks, restyle } from '#numerics/shift/look.ts';
import { randomDomains } from '#numerics/shift/randomDomains.ts';
import { solvePositive } from '#numerics/shift/solvePositive.ts';
import {
  divergence,
  errorOf,
  intervals,
  jointError,
  pairDivergence,
} from '#numerics/shift/targetBound.ts';
import { twoWays } from '#numerics/shift/twoWays.ts';

beforeAll(() => setBackend('cpu'));

describe('looks', () => {
  const random = mulberry32(5);
  const picture = Uint8Array.from({ length: 3072 }, () => Math.floor(256 * random()));

  it.each(looks)('%s: by nothing is the picture itself', (look) => {
    expect(restyle(picture, look, 0, 1)).toEqual(picture);
  });

  it('half inverted is flat grey, whatever was there', () => {
    const levels = new Set(restyle(picture, 'inverted', 0.5, 1));
    expect([...levels]).toEqual([128]);
  });

  it('a full turn of hue, in two halves, loses only what was cut off', () => {
    const mild = picture.map((value) => 100 + value / 8);
    const there = restyle(restyle(mild, 'hue', 1, 1), 'hue', 1, 1);
    there.forEach((value, i) => expect(Math.abs(value - (mild[i] ?? 0))).toBeLessThanOrEqual(2));
    // A third of a turn makes red green: (200, 50, 50) becomes (50, 200, 50).
    const red = Uint8Array.from({ length: 3072 }, (_, i) => (i % 3 === 0 ? 200 : 50));
    expect([...restyle(red, 'hue', 120 / 180, 1).slice(0, 3)]).toEqual([50, 200, 50]);
  });

  it('contrast keeps the mean, darkness the share', () => {
    const halves = Uint8Array.from({ length: 3072 }, (_, i) => (i < 1536 ? 50 : 150));
    expect(restyle(halves, 'contrast', 1, 1)[0]).toBe(95);
    expect(restyle(halves, 'dark', 1, 1)[0]).toBe(5);
  });

  it('the noise depends on its seed alone', () => {
    expect(restyle(picture, 'noise', 1, 3)).toEqual(restyle(picture, 'noise', 1, 3));
    expect(restyle(picture, 'noise', 1, 3)).not.toEqual(restyle(picture, 'noise', 1, 4));
  });

  it('throws on half a picture', () => {
    expect(() => restyle(picture.subarray(3), 'hue', 1, 1)).toThrow('Expected 3072 numbers');
  });
});

describe('fresh statistics', () => {
  it('z gets the mean and deviation of the source', () => {
    const random = mulberry32(2);
    const numbers = (count: number) => Float32Array.from({ length: count }, () => 9 * random());
    tidy(() => {
      const source = statisticsOf(tensor4d(numbers(96), [2, 4, 4, 3]));
      const given = statisticsOf(withSourceStatistics(tensor4d(numbers(96), [2, 4, 4, 3]), source));
      for (const of of ['mean', 'deviation'] as const) {
        given[of].dataSync().forEach((value, c) => {
          expect(value).toBeCloseTo(source[of].dataSync()[c] ?? NaN, 4);
        });
      }
    });
  });

  it('a network in another look answers as if it had not changed, if only gain and offset did', () => {
    const random = mulberry32(8);
    const numbers = (count: number) => Float32Array.from({ length: count }, () => random() - 0.5);
    const network: Network = {
      steps: [
        {
          name: 'conv1.pre',
          type: 'conv',
          kernel: tensor4d(numbers(54), [3, 3, 3, 2]),
          bias: tensor4d(numbers(2), [1, 1, 1, 2]).as1D(),
          stride: 1,
          padding: 'valid',
        },
        { name: 'conv1', type: 'relu' },
        { name: 'average', type: 'globalAveragePool' },
      ],
    };
    tidy(() => {
      const x = tensor4d(numbers(4 * 75), [4, 5, 5, 3]);
      const changed: Tensor4D = x.mul(0.4).add(0.3);
      const source = { 'conv1.pre': statisticsOf(valuesAt(network, x, 'conv1.pre') as Tensor4D) };
      const wanted = valuesAt(network, x, 'average').dataSync();
      const found = adaptedValues(network, changed, source, 'average').dataSync();
      const without = valuesAt(network, changed, 'average').dataSync();
      found.forEach((value, i) => expect(value).toBeCloseTo(wanted[i] ?? NaN, 3));
      expect(Math.abs((without[0] ?? 0) - (wanted[0] ?? 0))).toBeGreaterThan(0.01);
      expect(() => adaptedValues(network, x, source, 'pool9')).toThrow("'pool9'");
    });
    disposeNetwork(network);
  });

  it('without them the outputs are others', () => {
    for (let seed = 1; seed <= 10; seed++) {
      const { fresh, stale } = twoWays(mulberry32(seed));
      expect(stale).toBeGreaterThan(20 * fresh);
    }
  });
});

describe('the domain classifier', () => {
  const random = mulberry32(4);
  const half = Array.from({ length: 50 }, (_, i) => i);
  const vectors = (shift: number) => ({
    values: Float64Array.from({ length: 400 }, (_, i) => random() + (i % 4 === 2 ? shift : 0)),
    length: 4,
  });

  it('errs half the time on two equal domains, and never where they are far apart', () => {
    const source = vectors(0);
    expect(heldOutDomainError(source, source, half)).toBe(0.5);
    expect(heldOutDomainError(source, vectors(5), half)).toBe(0);
    expect(proxyDistance(0)).toBe(2);
    expect(proxyDistance(0.5)).toBe(0);
    expect(proxyDistance(0.1)).toBeCloseTo(1.6, 12);
  });

  it('Cholesky solves what it is given, and says what it cannot', () => {
    const found = solvePositive(Float64Array.of(4, 2, 2, 3), Float64Array.of(10, 9));
    expect(found[0]).toBeCloseTo(1.5, 12);
    expect(found[1]).toBeCloseTo(2, 12);
    expect(() => solvePositive(Float64Array.of(1, 2, 2, 1), Float64Array.of(1, 1))).toThrow();
  });

  it('a feature that never changes does no harm', () => {
    const constant = { values: new Float64Array(100).fill(3), length: 1 };
    expect(heldOutDomainError(constant, constant, half)).toBe(0.5);
  });
});

describe('importance weights', () => {
  const dayAndNight: CovariateShift = { source: [0.9, 0.1], target: [0.3, 0.7], loss: [0.04, 0.3] };

  it("the chapter's day and night", () => {
    const found = weighting(dayAndNight);
    expect(found.sourceRisk).toBeCloseTo(0.066, 12);
    expect(found.targetRisk).toBeCloseTo(0.222, 12);
    expect(found.weightedRisk).toBeCloseTo(0.222, 12);
    expect(1 / found.effectiveShare).toBeCloseTo(5, 12);
    expect(found.deviation).toBeCloseTo(Math.sqrt(1.474 - 0.222 ** 2), 12);
  });

  it('weights turned round, or left out, give another risk', () => {
    const { source, target, loss } = dayAndNight;
    const turned = weighting({ source: target, target: source, loss });
    expect(turned.weightedRisk).not.toBeCloseTo(0.222, 2);
  });

  it('what the source never shows is missing from the estimate', () => {
    const blind = weighting({ source: [1, 0], target: [0.3, 0.7], loss: [0.04, 0.3] });
    expect(blind.covered).toBeCloseTo(0.3, 12);
    expect(blind.weightedRisk).toBeCloseTo(0.012, 12);
    expect(blind.targetRisk).toBeCloseTo(0.222, 12);
  });

  it('samples scatter about the target risk as the exact deviation says', () => {
    const n = 200;
    const { targetRisk, deviation } = weighting(dayAndNight);
    const found = Array.from({ length: 400 }, (_, i) => drawEstimate(dayAndNight, n, i + 1));
    const mean = found.reduce((sum, { weighted }) => sum + weighted / found.length, 0);
    const spread = Math.sqrt(
      found.reduce((sum, { weighted }) => sum + (weighted - mean) ** 2 / found.length, 0),
    );
    const error = deviation / Math.sqrt(n);
    expect(Math.abs(mean - targetRisk)).toBeLessThan((4 * error) / Math.sqrt(found.length));
    expect(spread / error).toBeGreaterThan(0.9);
    expect(spread / error).toBeLessThan(1.1);
    expect(found[0]?.counts.reduce((sum, count) => sum + count, 0)).toBe(n);
  });
});

describe('the bound of Ben-David and others', () => {
  const drawn = Array.from({ length: 60 }, (_, i) => randomDomains(5, mulberry32(i + 1)));
  const rules = intervals(5);
  const excess = (less: (source: (typeof drawn)[0][0], target: (typeof drawn)[0][1]) => number) =>
    Math.max(
      ...drawn.flatMap(([source, target]) =>
        rules.map((rule) => errorOf(target, rule) - errorOf(source, rule) - less(source, target)),
      ),
    );

  it('holds, and fails without λ*, without the divergence, or with a quarter of it', () => {
    const half = (...domains: (typeof drawn)[0]) => pairDivergence(rules, ...domains) / 2;
    const joint = (...domains: (typeof drawn)[0]) => jointError(rules, ...domains);
    expect(excess((s, t) => half(s, t) + joint(s, t))).toBeLessThanOrEqual(1e-12);
    expect(excess((s, t) => half(s, t))).toBeGreaterThan(0.01);
    expect(excess((s, t) => joint(s, t))).toBeGreaterThan(0.01);
    expect(excess((s, t) => half(s, t) / 2 + joint(s, t))).toBeGreaterThan(0);
  });

  it('pairs of rules see at least as much as one rule does', () => {
    for (const [source, target] of drawn) {
      expect(pairDivergence(rules, source, target)).toBeGreaterThanOrEqual(
        divergence(rules, source, target) - 1e-12,
      );
    }
  });
});
