import { slice, tensor4d, tidy } from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';

import { largestDifference } from '#numerics/gradientCheck.ts';
import { meanGramMatrix } from '#numerics/style/gramMatrix.ts';
import { allDistances, distance } from '#numerics/texture/distances.ts';
import { equalise } from '#numerics/texture/equalise.ts';
import { cumulatedHistogram } from '#numerics/texture/histogram.ts';
import { drawMarks, seesTwo } from '#numerics/texture/marks.ts';
import { precisionAt } from '#numerics/texture/precision.ts';
import { shuffleBlocks } from '#numerics/texture/shuffleBlocks.ts';
import { patchAt, texturesOf } from '#numerics/texture/textureSheet.ts';
import { covariances, firstMoments, secondMoments } from '#numerics/texture/textureStatistics.ts';

import { startWasm } from '../wasm/wasmBackend.ts';

beforeAll(startWasm);

/** Two channels at four places, a row of numbers for each channel, as maps [1,2,2,2]. */
const mapsOf = (one: number[], other: number[]) =>
  tensor4d(
    one.flatMap((value, k) => [value, other[k] ?? 0]),
    [1, 2, 2, 2],
  );

describe('lattice and patchwork, the example on paper', () => {
  const lattice = () => mapsOf([2, 0, 2, 0], [2, 0, 2, 0]);
  const patchwork = () => mapsOf([2, 0, 2, 0], [0, 2, 0, 2]);
  const numbers = (of: () => ReturnType<typeof secondMoments>) => [...tidy(of).dataSync()];

  it('have the same means', () => {
    for (const maps of [lattice, patchwork]) {
      expect([...tidy(() => firstMoments(maps())).dataSync()]).toEqual([1, 1]);
    }
  });

  it('have other second moments, 2.83 apart', () => {
    const [a, b] = [lattice, patchwork].map((maps) => numbers(() => secondMoments(maps())));
    expect(a).toEqual([2, 2, 2, 2]);
    expect(b).toEqual([2, 0, 0, 2]);
    const apart = distance('gram', Float32Array.from(a ?? []), Float32Array.from(b ?? []));
    expect(apart).toBeCloseTo(2.83, 2);
  });

  it('have the covariances that are left without the means', () => {
    expect(numbers(() => covariances(lattice()))).toEqual([1, 1, 1, 1]);
    expect(numbers(() => covariances(patchwork()))).toEqual([1, -1, -1, 1]);
  });
});

it('second moments are the Gram matrix over M, for each picture of a batch', () => {
  const values = Array.from({ length: 2 * 3 * 4 * 5 }, (_, i) => Math.sin(i));
  const [batch, singles] = tidy(() => {
    const maps = tensor4d(values, [2, 3, 4, 5]);
    const each = [0, 1].map((i) => meanGramMatrix(slice(maps, [i, 0, 0, 0], [1, 3, 4, 5])));
    return [secondMoments(maps).dataSync(), each.flatMap((one) => [...one.dataSync()])];
  });
  expect(largestDifference(batch, singles)).toBeLessThan(1e-6);
});

describe('patches', () => {
  it.each([
    ['soft ones', (i: number) => (i % 8) + 100],
    ['such as have few bright points', (i: number) => (i % 16 === 0 ? 255 : i % 3)],
  ])('have one mean and contrast when equalised, within 0 to 255: %s', (_, grey) => {
    const patch = equalise(Float32Array.from({ length: 64 }, (_, i) => grey(i)));
    const mean = patch.reduce((sum, value) => sum + value, 0) / 64;
    const spread = Math.sqrt(patch.reduce((sum, value) => sum + (value - mean) ** 2, 0) / 64);
    expect(mean).toBeCloseTo(128, 1);
    expect(spread).toBeCloseTo(32, 1);
    expect(Math.min(...patch)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...patch)).toBeLessThanOrEqual(255);
  });

  it('of one grey become all mean', () => {
    expect([...equalise(new Float32Array(4).fill(7))]).toEqual([128, 128, 128, 128]);
  });

  it('keep their histogram when their blocks are shuffled, and all else when the block is whole', () => {
    const patch = Float32Array.from({ length: 64 }, (_, i) => i * 4);
    const shuffled = shuffleBlocks(patch, 2, 1);
    expect(shuffled).not.toEqual(patch);
    expect([...shuffled].sort((a, b) => a - b)).toEqual([...patch]);
    expect(cumulatedHistogram(shuffled)).toEqual(cumulatedHistogram(patch));
    expect(shuffleBlocks(patch, 8, 1)).toEqual(patch);
    expect(() => shuffleBlocks(patch, 3, 1)).toThrow(/blocks of 3/);
  });

  it('are cut out of the sheet where they lie', () => {
    const sheet = Float32Array.from({ length: 384 * 288 }, (_, i) => i);
    const [, second, third] = texturesOf(sheet, 1);
    if (!second || !third) throw new Error('Expected eight textures.');
    expect(second.values[0]).toBe(144);
    expect(third.values[145]).toBe(97 * 288 + 1);
    expect(patchAt(second, 2, 3)[49]).toBe(3 * 288 + 144 + 4);
    expect(() => patchAt(second, 49, 0)).toThrow(/within 96×144/);
    expect(() => texturesOf(sheet, 3)).toThrow(/found/);
  });

  it('are as far apart in greys as grey has to be moved', () => {
    const [black, grey] = [0, 255].map((value) =>
      cumulatedHistogram(new Float32Array(4).fill(value)),
    );
    expect(distance('greys', black ?? new Float32Array(), grey ?? new Float32Array())).toBe(31);
  });
});

it('precision counts, among the nearest, those of one’s own kind', () => {
  const rows = [0, 1, 1.5, 10, 11, 2].map((x) => Float32Array.of(x));
  const precision = precisionAt(2, allDistances('pixels', rows), [0, 0, 1, 1, 1, 0]);
  expect([...precision]).toEqual([0.5, 0.5, 0, 0.5, 0.5, 0.5]);
});

describe('marks', () => {
  it('are sixteen, of two kinds, and the ground stays even around them', () => {
    const { side, values } = drawMarks(
      Array.from({ length: 16 }, (_, i) => i < 8),
      12,
    );
    expect(side).toBe(64 + 36 + 8);
    const inked = values.filter((grey) => grey < 100).length;
    expect(inked).toBe(8 * 12 + 8 * 16);
    expect(values.subarray(0, 32 * side).every((grey) => grey === 150)).toBe(true);
  });

  it.each([
    [14, 1, 18, true],
    [14, 1, 19, false],
    [24, 4, 28, false],
  ])('a window of %i, every %i pixels, marks %i apart: sees two is %s', (r, j, pitch, sees) => {
    const view = { size: [r, r], jump: [j, j], start: [-10, -10], units: [9, 9] } as const;
    expect(
      seesTwo({ ...view, size: [r, r], jump: [j, j], start: [-10, -10], units: [9, 9] }, pitch),
    ).toBe(sees);
  });
});
