import { describe, expect, it, test } from 'vitest';

import { alter, alterations } from '#numerics/novelty/alter.ts';
import {
  areaUnder,
  auroc,
  countedPairs,
  falsePositiveRate,
  rocCurve,
  shareLetIn,
  thresholdKeeping,
} from '#numerics/novelty/auroc.ts';
import { nearestMeanDistances, neighbourDistances } from '#numerics/novelty/distanceScores.ts';
import { energy, largestProbability, probabilities } from '#numerics/novelty/logitScores.ts';
import { drawStream, kinds, noisePictures } from '#numerics/novelty/stream.ts';

describe('scores from logits', () => {
  it('two logits with odds of three to one', () => {
    const logits = [Math.log(3), 0];
    expect(largestProbability(logits)).toBeCloseTo(0.75, 12);
    expect(energy(logits)).toBeCloseTo(-Math.log(4), 12);
  });

  it("the chapter's two pictures: equal probabilities, energies six apart", () => {
    const [a, b] = [
      [4, 1, 0],
      [-2, -5, -6],
    ] as const;
    expect(largestProbability(a)).toBeCloseTo(0.936, 3);
    expect(largestProbability(b)).toBeCloseTo(largestProbability(a), 12);
    expect(energy(a)).toBeCloseTo(-4.066, 3);
    expect(energy(b)).toBeCloseTo(1.934, 3);
  });

  it('logits in the thousands do not overflow', () => {
    expect(probabilities([5000, 4000])).toEqual([1, 0]);
    expect(energy([5000, 4000])).toBe(-5000);
  });
});

describe('distances', () => {
  const plane = (...values: number[]) => ({ values, length: 2 });

  it('the nearest mean counts', () => {
    expect(nearestMeanDistances(plane(3, 4, 1, 1), plane(0, 0, 1, 0))).toEqual([Math.sqrt(20), 1]);
  });

  it('neighbours are compared by direction, and a picture is no neighbour of itself', () => {
    const bank = plane(2, 0, 0, 5, 3, 0);
    expect(neighbourDistances(plane(7, 0), bank, 1)).toEqual([0]);
    expect(neighbourDistances(plane(7, 0), bank, 3)[0]).toBeCloseTo(Math.SQRT2, 12);
    expect(neighbourDistances(bank, bank, 2, [0, 1, 2])[0]).toBeCloseTo(Math.SQRT2, 12);
    expect(() => neighbourDistances(bank, bank, 3, [0, 1, 2])).toThrow('at least 3 others');
  });
});

describe('AUROC', () => {
  const inside = [0.95, 0.9, 0.8, 0.6];
  const outside = [0.92, 0.7, 0.6];

  it('the example by hand: 7½ pairs of 12', () => {
    expect(countedPairs(inside, outside)).toBe(0.625);
    expect(auroc(inside, outside).area).toBeCloseTo(7.5 / 12, 12);
    expect(areaUnder(rocCurve(inside, outside))).toBeCloseTo(7.5 / 12, 12);
  });

  it('the curve of the example goes from nobody to everybody', () => {
    const curve = rocCurve(inside, outside).map(({ outside: x, inside: y }) => [x, y]);
    expect(curve[0]).toEqual([0, 0]);
    expect(curve.at(-1)).toEqual([1, 1]);
    expect(curve).toHaveLength(7);
  });

  it('is 1 where all are above, 0 where all are below, and ½ among equals', () => {
    expect(auroc([3, 4], [1, 2]).area).toBe(1);
    expect(auroc([1, 2], [3, 4]).area).toBe(0);
    expect(auroc([5, 5], [5, 5, 5]).area).toBe(0.5);
  });

  it('the error is the root of both variances of placements', () => {
    // Placements of 3 and 1: 1 and ½; of 2 and 0: ½ and 0. Each has the variance ⅛.
    expect(auroc([3, 1], [2, 0]).error).toBeCloseTo(Math.sqrt(0.125 / 2 + 0.125 / 2), 12);
  });

  it('19 of 20 are kept at the second smallest score', () => {
    const scores = Array.from({ length: 20 }, (_, i) => i);
    expect(thresholdKeeping(scores, 0.95)).toBe(1);
    expect(shareLetIn(scores, 1)).toBe(0.95);
    expect(falsePositiveRate(scores, [0, 0.5, 1, 2])).toBe(0.5);
  });
});

describe('altered pictures', () => {
  const flat = new Uint8Array(32 * 32 * 3).fill(100);
  const picture = noisePictures(1, 32 * 32 * 3, 1);

  it.each(alterations)('%s: not at all is the picture itself', (alteration) => {
    expect(alter(picture, alteration, 0)).toEqual(picture);
  });

  it('a picture without edges is white paper, and blurring leaves it', () => {
    expect(new Set(alter(flat, 'edges', 1))).toEqual(new Set([255]));
    expect(alter(flat, 'blurred', 1)).toEqual(flat);
    expect(new Set(alter(flat, 'inverted', 1))).toEqual(new Set([155]));
  });

  it('twice inverted, or twice upside down, is the picture again', () => {
    for (const way of ['inverted', 'upside down'] as const) {
      expect(alter(alter(picture, way, 1), way, 1)).toEqual(picture);
    }
  });

  it('a step of brightness is a line, as dark as the step is high', () => {
    const step = Uint8Array.from(flat, (_, i) => (Math.floor(i / 3) % 32 < 16 ? 100 : 110));
    const drawn = alter(step, 'edges', 1);
    // Sobel over 8 gives half the step on both sides of it.
    expect([drawn[0], drawn[3 * 15], drawn[3 * 16], drawn[3 * 17]]).toEqual([255, 225, 225, 255]);
  });

  it('throws on half a picture', () => {
    expect(() => alter(flat.subarray(3), 'grey', 1)).toThrow('Expected 3072 numbers');
  });
});

test('a stream has six of each kind, none twice, and depends on its seed alone', () => {
  const counts = { known: 300, altered: 300, new: 200, noise: 100 };
  const drawn = drawStream(counts, 3);
  for (const kind of kinds) {
    const numbers = drawn.filter((one) => one.kind === kind).map(({ index }) => index);
    expect(new Set(numbers).size).toBe(6);
  }
  expect(drawStream(counts, 3)).toEqual(drawn);
  expect(drawStream(counts, 4)).not.toEqual(drawn);
});
