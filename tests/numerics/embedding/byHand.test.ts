import '@tensorflow/tfjs-backend-cpu';
import { memory, setBackend, tensor2d } from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';

import { centredProducts } from '#numerics/embedding/centredProducts.ts';
import { evenness } from '#numerics/embedding/evenness.ts';
import { layOut, packedGradient } from '#numerics/embedding/layOut.ts';
import { mapDivergence, mapGradient, mapSimilarities } from '#numerics/embedding/mapDivergence.ts';
import { nearest, neighbourAccuracy, neighboursKept } from '#numerics/embedding/nearest.ts';
import {
  neighbourhood,
  neighbourProbabilities,
} from '#numerics/embedding/neighbourProbabilities.ts';
import { perplexity } from '#numerics/embedding/perplexity.ts';
import { principalPlane } from '#numerics/embedding/principalPlane.ts';
import { squaredDistances, squaredDistancesInPlane } from '#numerics/embedding/squaredDistances.ts';
import { groupMoments, strewn } from '#numerics/embedding/strewn.ts';
import { trustworthiness } from '#numerics/embedding/trustworthiness.ts';
import { centralDifferences, largestDifference } from '#numerics/gradientCheck.ts';

beforeAll(() => setBackend('cpu'));

const productsOf = (values: number[], n: number) => {
  const points = tensor2d(values, [n, values.length / n]);
  const products = centredProducts(points);
  const found = products.dataSync();
  points.dispose();
  products.dispose();
  return found;
};

describe('principal axes', () => {
  // Covariance [[3, 1], [1, 3]], and a mean that is not zero.
  const r = Math.SQRT2;
  const four = [2, 2, -2, -2, r, -r, -r, r].map((value, at) => value + (at % 2 === 0 ? 5 : -1));

  it('with the covariance [[3, 1], [1, 3]] the first axis has 66.7 % of the variance', () => {
    const { shares } = principalPlane(productsOf(four, 4), 4);
    expect(shares[0]).toBeCloseTo(2 / 3, 6);
    expect(shares[1]).toBeCloseTo(1 / 3, 6);
  });

  it('the scores are the lengths along the diagonals, the largest positive', () => {
    const { scores } = principalPlane(productsOf(four, 4), 4);
    const expected = [1, 0, -1, 0, 0, 1, 0, -1].map((value, at) => value * (at < 4 ? 4 / r : 2));
    expect(Math.abs(scores[0] ?? 0)).toBeCloseTo(4 / r, 5);
    const alike = (other: number[]) => largestDifference(scores.map(Math.abs), other.map(Math.abs));
    expect(alike(expected)).toBeLessThan(1e-5);
    expect(Math.max(...scores)).toBeCloseTo(4 / r, 5);
  });

  it('distances from inner products are those of the points, and nothing leaks', () => {
    const before = memory().numTensors;
    const squared = squaredDistances(productsOf(four, 4), 4);
    expect(largestDifference(squared, squaredDistancesInPlane(four))).toBeLessThan(1e-5);
    expect(memory().numTensors).toBe(before);
  });
});

describe('neighbour probabilities', () => {
  it('(½, ¼, ¼) has the perplexity 2.828; n equal ones have n', () => {
    expect(perplexity([0.5, 0.25, 0.25])).toBeCloseTo(2 ** 1.5, 12);
    expect(perplexity([0.5, 0.25, 0.25])).toBeCloseTo(2.828, 3);
    expect(perplexity(new Float64Array(7).fill(1 / 7))).toBeCloseTo(7, 12);
  });

  it('weights of ½, ¼ and ¼ are found again from their distances', () => {
    // exp(−d²/2σ²) of 1, ½, ½ at σ = 1.3: d² = 0, 2σ² log 2, twice.
    const far = 2 * 1.3 ** 2 * Math.LN2;
    const { p, sigma } = neighbourhood([9, 0.5, 0.5 + far, 0.5 + far], 0, 2 ** 1.5);
    expect(sigma).toBeCloseTo(1.3, 6);
    expect(largestDifference(p, [0, 0.5, 0.25, 0.25])).toBeLessThan(1e-7);
  });

  it('widths follow the scale of the data, so P does not depend on it', () => {
    const points = strewn([{ centre: [0, 0], spread: 1, shape: 'normal', count: 30 }], 3);
    const squared = squaredDistancesInPlane(points);
    const p = neighbourProbabilities(squared, 30, 8);
    const larger = neighbourProbabilities(
      squared.map((d) => 1e6 * d),
      30,
      8,
    );
    expect(largestDifference(p, larger)).toBeLessThan(1e-12);
  });
});

describe('similarities in the map', () => {
  const three = [0, 0, 1, 0, 0, 2];

  it('q₁₂ of (0, 0), (1, 0), (0, 2) is 0.2885', () => {
    const { q } = mapSimilarities(three);
    expect(q[1]).toBeCloseTo(0.2885, 4);
    expect(q[1]).toBeCloseTo(15 / 52, 12);
    expect(q[2]).toBeCloseTo(6 / 52, 12);
    expect(q[5]).toBeCloseTo(5 / 52, 12);
    expect(q.reduce((sum, value) => sum + value, 0)).toBeCloseTo(1, 12);
  });

  it('with p = ⅙ for each pair, the force on the first point is that of the worked example', () => {
    const p = Float64Array.from({ length: 9 }, (_, at) => (at % 4 === 0 ? 0 : 1 / 6));
    const gradient = mapGradient(p, three);
    // 4 (1/6 − 15/52)(0 − 1)/2 across, 4 (1/6 − 6/52)(0 − 2)/5 up.
    expect(gradient[0]).toBeCloseTo(0.2436, 4);
    expect(gradient[1]).toBeCloseTo(-0.0821, 4);
    expect(mapDivergence(p, three)).toBeCloseTo(0.1231, 4);
    const differences = centralDifferences((y) => mapDivergence(p, y), Float64Array.from(three));
    expect(largestDifference(gradient, differences)).toBeLessThan(1e-8);
    expect(largestDifference(gradient, packedGradient(p, Float64Array.from(three)))).toBeLessThan(
      1e-15,
    );
  });

  it('at a distance of 3 the t kernel is 9.0 times the normal one, at 1 it is smaller', () => {
    const ratio = (d: number) => 1 / (1 + d * d) / Math.exp((-d * d) / 2);
    expect(ratio(3)).toBeCloseTo(9.0, 1);
    expect(ratio(1)).toBeLessThan(1);
  });
});

describe('a layout', () => {
  const n = 60;
  const groups = [0, 1].map((i) => ({
    centre: [20 * i, 0] as const,
    spread: 1,
    shape: 'normal' as const,
    count: n / 2,
  }));
  const p = neighbourProbabilities(squaredDistancesInPlane(strewn(groups, 1)), n, 10);
  const run = (seed: number) => {
    const layout = layOut(p, n, { start: { seed } });
    const before = layout.divergence();
    for (let step = 0; step < 400; step++) layout.move();
    return { y: layout.y, before, after: layout.divergence() };
  };

  it('brings the divergence down, and says what it is', () => {
    const { y, before, after } = run(1);
    expect(after).toBeLessThan(before / 5);
    expect(after).toBeCloseTo(mapDivergence(p, y), 10);
  });

  it('keeps two distant groups apart, and is the same for the same seed only', () => {
    const first = run(1);
    expect([...run(1).y]).toEqual([...first.y]);
    expect([...run(2).y]).not.toEqual([...first.y]);
    const labels = Array.from({ length: n }, (_, i) => (i < n / 2 ? 0 : 1));
    const near = nearest(squaredDistancesInPlane(first.y), n, 5);
    expect(neighbourAccuracy(near, labels, 5)).toBe(1);
  });

  it('comes to rest where the gradient is small, with its middle at the origin', () => {
    const { y } = run(1);
    expect(Math.max(...mapGradient(p, y).map(Math.abs))).toBeLessThan(2e-3);
    expect(Math.hypot(...groupMoments(y, 0, n).centre)).toBeLessThan(1e-10);
  });

  it('may start from the principal scores, as small as random ones', () => {
    const scores = strewn(groups, 1);
    const { y } = layOut(p, n, { start: { scores } });
    const rms = Math.sqrt(y.reduce((sum, v, at) => (at % 2 ? sum : sum + v * v), 0) / n);
    expect(rms).toBeCloseTo(1e-4, 12);
  });
});

describe('what a map is worth', () => {
  // On a line: 0, 1, 3, 6, 10.
  const line = Float64Array.from([0, 0, 1, 0, 3, 0, 6, 0, 10, 0]);
  const squared = squaredDistancesInPlane(line);

  it('neighbours come nearest first', () => {
    expect([...nearest(squared, 5, 2)]).toEqual([1, 2, 0, 2, 1, 0, 2, 4, 3, 2]);
  });

  it('a vote is the majority; where it ties, the nearest decides', () => {
    const near = nearest(squared, 5, 2);
    // Votes: (b, b), (a, b), (b, a), (b, c), (b, b); the first of a tie wins.
    expect(neighbourAccuracy(near, [0, 1, 1, 1, 2], 2)).toBe(2 / 5);
    expect(neighbourAccuracy(near, [0, 0, 0, 0, 0], 2)).toBe(1);
  });

  it('a map that is the data keeps all neighbours and is trusted fully', () => {
    const near = nearest(squared, 5, 2);
    expect(neighboursKept(near, near, 2)).toBe(1);
    expect(trustworthiness(squared, near, 5, 2)).toBe(1);
  });

  it('an intruder costs its rank less k: with the ends of the line exchanged, by hand', () => {
    const swapped = Float64Array.from([10, 0, 1, 0, 3, 0, 6, 0, 0, 0]);
    const near = nearest(squaredDistancesInPlane(swapped), 5, 1);
    // Nearest in the map: 0→3 (rank 3), 1→4 (rank 4), 2→1 (rank 1), 3→2 (rank 1), 4→1 (rank 3).
    expect([...near]).toEqual([3, 4, 1, 2, 1]);
    expect(trustworthiness(squared, near, 5, 1)).toBeCloseTo(1 - (2 * (2 + 3 + 2)) / (5 * 6), 12);
    expect(neighboursKept(nearest(squared, 5, 1), near, 1)).toBe(2 / 5);
  });

  it('points strewn evenly have an index near 1, pairs of twins one near 0', () => {
    const disc = strewn([{ centre: [4, -2], spread: 3, shape: 'disc', count: 400 }], 5);
    expect(evenness(disc)).toBeGreaterThan(0.95);
    expect(evenness(disc)).toBeLessThan(1.1);
    const twins = Float64Array.from([...disc, ...disc.map((v) => v + 1e-6)]);
    expect(evenness(twins)).toBeLessThan(0.01);
    expect(groupMoments(disc, 0, 400).spread).toBeCloseTo(3, 0);
  });
});
