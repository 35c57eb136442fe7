import { memory } from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';

import { cosineSimilarity } from '#numerics/cosineSimilarity.ts';
import { pictureFrom } from '#numerics/images/picture.ts';
import { repeatPixels } from '#numerics/images/repeatPixels.ts';
import { pictureOf } from '#numerics/network/images.ts';
import { networkOf } from '#numerics/network/networkOf.ts';
import { readPictures } from '#numerics/network/readPictures.ts';
import average from '#numerics/tasks/scale-invariance-average.ts';
import changes from '#numerics/tasks/scale-invariance-changes.ts';
import {
  averageOverScales,
  costOf,
  scaleSets,
  sideFor,
} from '#numerics/tolerance/averageOverScales.ts';
import { angles, changed, sides, thereAndBack } from '#numerics/tolerance/change.ts';
import { ofClass } from '#numerics/tolerance/ofClass.ts';
import { pyramidCost, pyramidLevels } from '#numerics/tolerance/pyramidLevels.ts';
import { toleratedBand } from '#numerics/tolerance/toleratedBand.ts';

import { imagesOf, shippedModel } from '../network/shipped.ts';
import { startWasm } from '../wasm/wasmBackend.ts';
import { uninterruptedWith } from '../tasks/uninterrupted.ts';

describe('the tolerated band', () => {
  it('ends where the straight line between two points crosses the level', () => {
    const points = [
      [-2, 0.2],
      [-1, 0.6],
      [0, 0.9],
      [1, 0.4],
      [2, 0.8],
    ] as const;
    const band = toleratedBand(points, 0, 0.5);
    expect(band?.low).toBeCloseTo(-1.25, 12);
    expect(band?.high).toBeCloseTo(0.8, 12);
    expect([band?.openLow, band?.openHigh]).toEqual([false, false]);
  });

  it('ends with the first gap: what comes after it does not count', () => {
    expect(
      toleratedBand(
        [
          [0, 1],
          [1, 0],
          [2, 1],
        ],
        0,
        0.5,
      )?.high,
    ).toBe(0.5);
  });

  it('says when the measuring ended before the curve fell', () => {
    const band = toleratedBand(
      [
        [-1, 0.7],
        [0, 0.6],
      ],
      0,
      0.5,
    );
    expect(band).toEqual({ low: -1, high: 0, openLow: true, openHigh: true });
  });

  it('is none when even the unchanged picture is below the level', () => {
    expect(
      toleratedBand(
        [
          [-1, 0.9],
          [0, 0.4],
        ],
        0,
        0.5,
      ),
    ).toBeNull();
    expect(() => toleratedBand([[1, 1]], 0, 0.5)).toThrow('Expected a point at 0');
  });
});

it('cosine similarity is 1 along, 0 across, and does not see length', () => {
  expect(cosineSimilarity([1, 2], [2, 4])).toBeCloseTo(1, 12);
  expect(cosineSimilarity([1, 0], [0, 3])).toBe(0);
  expect(cosineSimilarity([3, 4], [4, 3])).toBeCloseTo(24 / 25, 12);
});

it('every side that is tried is a multiple of 4, from 0.375× to 2.5×, and 1× and 0° are among them', () => {
  expect(sides.every((side) => side % 4 === 0)).toBe(true);
  expect([sides[0], sides.at(-1)]).toEqual([12, 80]);
  expect(sides).toContain(32);
  expect(angles).toContain(0);
  expect([angles[0], angles.at(-1)]).toEqual([-180, 180]);
});

it('pixels repeated twice and thrice are pixels repeated six times', () => {
  const picture = pictureFrom([2, 3, 1], (row, column) => 3 * row + column);
  expect(repeatPixels(repeatPixels(picture, 2), 3)).toEqual(repeatPixels(picture, 6));
});

describe('averaging over sizes', () => {
  it('costs 1, 3.5 and 7.75 readings', () => {
    expect(costOf(scaleSets.one)).toBe(1);
    expect(costOf(scaleSets.three)).toBeCloseTo(3.5, 12);
    expect(costOf(scaleSets.five)).toBeCloseTo(7.75, 12);
  });

  it('takes the nearest sides that two poolings divide', () => {
    expect(scaleSets.five.map((factor) => sideFor(32, factor))).toEqual([16, 24, 32, 44, 64]);
    expect(sideFor(12, 0.5)).toBe(8);
  });
});

describe('on the book’s network', () => {
  const model = shippedModel('base');
  const context = uninterruptedWith(model);
  let pixels: Uint8Array;
  beforeAll(async () => {
    await startWasm();
    const images = await imagesOf('public/images/gallery-teaching.png', model.manifest);
    pixels = images.pixels.slice(7 * 3072, 8 * 3072);
  });

  it('where nothing is changed the picture is itself: cosine 1, and one probability there and back', async () => {
    const found = await changes({ pixels, networks: ['base'], change: 'scale' }, context);
    const at = sides.indexOf(32);
    const there = ofClass(found?.[0]?.there ?? { probabilities: [], similarity: [] }, 3);
    const back = ofClass(found?.[0]?.back ?? { probabilities: [], similarity: [] }, 3);
    expect(there.own).toHaveLength(sides.length);
    expect(there.similarity[at]).toBeCloseTo(1, 6);
    expect(back.own[at]).toBeCloseTo(there.own[at] ?? 0, 6);
    expect(there.most[at]).toBeGreaterThanOrEqual(there.own[at] ?? 1);
  });

  it('a quarter turn there and back is no change at all', () => {
    const picture = pictureOf(model.manifest, pixels);
    expect(thereAndBack(picture, 'rotation', 90)).toEqual(changed(picture, 'rotation', 0));
  });

  it('an average over one size is the answer at that size', async () => {
    const picture = changed(pictureOf(model.manifest, pixels), 'scale', 48);
    const network = networkOf(model);
    const [reading] = await readPictures(network, [picture]);
    const [mean] = await averageOverScales(network, [picture], [1]);
    mean?.forEach((p, c) => expect(p).toBeCloseTo(reading?.probabilities[c] ?? Number.NaN, 6));
  });

  it('pictures of two sizes are not read together', async () => {
    const picture = pictureOf(model.manifest, pixels);
    const other = changed(picture, 'scale', 16);
    await expect(readPictures(networkOf(model), [picture, other])).rejects.toThrow('16×16');
  });

  it('nothing is left behind, and a reader who stops is heard', async () => {
    const run = () => changes({ pixels, networks: ['base'], change: 'rotation' }, context);
    await run();
    const before = memory().numTensors;
    await run();
    await average({ pixels, network: 'base', sides: [32], factors: [0.5, 1] }, context);
    expect(memory().numTensors).toBe(before);
    const stopping = { ...context, stopped: () => Promise.resolve(true) };
    expect(await changes({ pixels, networks: ['base'], change: 'scale' }, stopping)).toBeNull();
    expect(
      await average({ pixels, network: 'base', sides: [32], factors: [1] }, stopping),
    ).toBeNull();
  });
});

it('a pyramid from 96 to 24 pixels has 5 levels a half octave apart, and never costs twice its base', () => {
  expect(pyramidLevels(96, 24, 2)).toBe(5);
  expect(pyramidLevels(96, 24, 1)).toBe(3);
  expect(pyramidLevels(95, 24, 2)).toBe(4);
  expect(pyramidCost(5, 2)).toBe(1.9375);
  expect(pyramidCost(50, 2)).toBeCloseTo(2, 12);
  expect(pyramidCost(50, 1)).toBeCloseTo(4 / 3, 12);
});

describe('the worked example: a difference filter on a ramp that rises by 1', () => {
  const ramp = (width: number) => [
    0,
    0,
    ...Array.from({ length: width }, (_, i) => (i + 1) / width),
    1,
    1,
  ];
  const slide = (x: number[], kernel: number[]) =>
    Array.from({ length: x.length - kernel.length + 1 }, (_, t) =>
      kernel.reduce((sum, k, v) => sum + k * (x[t + v] ?? 0), 0),
    );
  const most = (values: number[]) => Math.max(...values);

  it('answers 1/4 to a ramp of 4 pixels and 1/8 to one of 8', () => {
    expect(most(slide(ramp(4), [-1, 1]))).toBe(0.25);
    expect(most(slide(ramp(8), [-1, 1]))).toBe(0.125);
  });

  it('with a bias of −0.2 and a ReLU the unit is on for the first and off for the second', () => {
    const unit = (width: number) => Math.max(0, most(slide(ramp(width), [-1, 1])) - 0.2);
    expect(unit(4)).toBeCloseTo(0.05, 12);
    expect(unit(8)).toBe(0);
  });

  it('with a tap left out, as wide as two pixels, it answers 1/4 to the ramp of 8', () => {
    expect(most(slide(ramp(8), [-1, 0, 1]))).toBe(0.25);
  });
});
