import { describe, expect, test } from 'vitest';

import { areaUnder, deletionCurve, fromTheLargest } from '#numerics/attribution/deletion.ts';
import { rankCorrelation, ranks } from '#numerics/attribution/rankCorrelation.ts';
import { structuralSimilarity } from '#numerics/attribution/structuralSimilarity.ts';
import { mulberry32, randomOrder } from '#numerics/random.ts';
import { beforeAll } from 'vitest';

import { startWasm } from '../wasm/wasmBackend.ts';
import { byHand } from './byHand.ts';
import { uninterrupted } from '../tasks/uninterrupted.ts';

beforeAll(startWasm);

describe('Spearman’s rank correlation', () => {
  test('of ranks (1,2,3,4,5) and (2,1,4,5,3) is 1 − 6·8/(5·24) = 0.6', () => {
    expect(rankCorrelation([1, 2, 3, 4, 5], [2, 1, 4, 5, 3])).toBeCloseTo(0.6, 12);
  });

  test('sees only the order', () => {
    expect(rankCorrelation([1, 2, 3, 4], [1, 10, 100, 1000])).toBeCloseTo(1, 12);
    expect(rankCorrelation([1, 2, 3, 4], [9, 3, 2, -5])).toBeCloseTo(-1, 12);
  });

  test('gives equal values the mean of their ranks', () => {
    expect([...ranks([5, 1, 5, 9])]).toEqual([2.5, 1, 2.5, 4]);
  });

  test('is not a number for a map that is the same everywhere', () => {
    expect(rankCorrelation([1, 2, 3], [0, 0, 0])).toBeNaN();
  });
});

describe('structural similarity', () => {
  const random = mulberry32(1);
  const noise = () => Float32Array.from({ length: 100 }, random);
  const [a, b] = [noise(), noise()];

  test('is 1 for a map and itself, and symmetric', () => {
    expect(structuralSimilarity(a, a, [10, 10])).toBeCloseTo(1, 12);
    expect(structuralSimilarity(a, b, [10, 10])).toBeCloseTo(
      structuralSimilarity(b, a, [10, 10]),
      12,
    );
  });

  test('of unrelated noise is near 0, of opposite maps negative', () => {
    expect(Math.abs(structuralSimilarity(a, b, [10, 10]))).toBeLessThan(0.2);
    expect(
      structuralSimilarity(
        a,
        a.map((v) => 1 - v),
        [10, 10],
      ),
    ).toBeLessThan(-0.5);
  });

  test('of two even maps has only the term of their levels', () => {
    const [low, high] = [new Float32Array(49).fill(0.2), new Float32Array(49).fill(0.6)];
    const c1 = 0.0001;
    const expected = (2 * 0.2 * 0.6 + c1) / (0.04 + 0.36 + c1);
    expect(structuralSimilarity(low, high, [7, 7])).toBeCloseTo(expected, 6);
  });
});

describe('deletion', () => {
  test('takes the largest pixel first, and equal ones in reading order', () => {
    expect([...fromTheLargest([1, 3, 2, 3])]).toEqual([1, 3, 2, 0]);
  });

  test('follows the score as the pixels go: 0, then −4, then −2 for the grey image', async () => {
    // S₁ at x = (2, −1), at (0, −1) and at (0, 0).
    const order = fromTheLargest([4, -2]);
    expect(await deletionCurve(byHand(), { order, counts: [0, 1, 2] }, uninterrupted)).toEqual([
      0, -4, -2,
    ]);
  });

  test('in random order is the same for the same seed, and has every pixel once', () => {
    const order = randomOrder(50, 4);
    expect([...order].sort((i, j) => i - j)).toEqual(Array.from({ length: 50 }, (_, i) => i));
    expect([...randomOrder(50, 4)]).toEqual([...order]);
    expect([...randomOrder(50, 5)]).not.toEqual([...order]);
  });

  test('has an area by trapezia', () => {
    expect(areaUnder([1, 0.5, 0], [0, 0.5, 1])).toBeCloseTo(0.5, 12);
    expect(areaUnder([1, 0, 0], [0, 0.5, 1])).toBeCloseTo(0.25, 12);
  });
});
