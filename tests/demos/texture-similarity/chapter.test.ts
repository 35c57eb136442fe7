import { memory } from '@tensorflow/tfjs-core';
import { readFileSync } from 'node:fs';
import sharp from 'sharp';
import { beforeAll, describe, expect, it } from 'vitest';
import { seenBy } from '#demos/texture-similarity/answers.ts';
import { heldAt } from '#demos/texture-similarity/crops.ts';
import { numbersOf } from '#demos/texture-similarity/measureWords.ts';
import { comparedPatches, K, labels } from '#demos/texture-similarity/patches.ts';
import { recorded } from '#demos/texture-similarity/recorded.ts';
import {
  apartDefaults,
  apartSchema,
  askDefaults,
  askSchema,
  board,
  crossesOf,
  halves,
  marksDefaults,
  marksSchema,
} from '#demos/texture-similarity/state.ts';
import apart from '#numerics/tasks/texture-similarity-apart.ts';
import marks from '#numerics/tasks/texture-similarity-marks.ts';
import retrieve from '#numerics/tasks/texture-similarity-retrieve.ts';
import { texturesOf, type Texture } from '#numerics/texture/textureSheet.ts';

import { shippedModel } from '../../numerics/network/shipped.ts';
import { startWasm } from '../../numerics/wasm/wasmBackend.ts';
import { uninterruptedWith } from '../../numerics/tasks/uninterrupted.ts';

const model = shippedModel('base');
const context = uninterruptedWith(model);
const stopped = { ...context, stopped: () => Promise.resolve(true) };
let textures: Texture[];

beforeAll(async () => {
  await startWasm();
  const raw = await sharp('public/images/textures.png').extractChannel(0).raw().toBuffer();
  textures = texturesOf(raw, 1);
});

const percent = (share: number | undefined) => Math.round(100 * (share ?? Number.NaN));

describe('what the chapter says of the retrieval', () => {
  it.each([null, 1])('is what the figure computes at conv1, from seed %s', async (random) => {
    const patches = comparedPatches(textures, true);
    const ask = () => retrieve({ patches, labels, layer: 'conv1', random, k: K }, context);
    const found = await ask();
    const before = memory().numTensors;
    await ask();
    expect(memory().numTensors).toBe(before);
    if (!found) throw new Error('Nobody cancels a test.');
    const seen = seenBy(found, 0);
    expect(percent(seen.pixels.all)).toBe(20);
    expect(percent(seen.greys.all)).toBe(69);
    const { gram } = recorded.retrieval.equal.conv1;
    if (random === null) expect(seen.gram.all).toBeCloseTo(gram?.trained ?? 0, 2);
    else expect(seen.gram.all).toBeLessThanOrEqual((gram?.most ?? 0) + 0.005);
  });

  it('stands in the record', () => {
    const { equal, own } = recorded.retrieval;
    const gram = Object.values(equal).map((row) => percent(row.gram?.trained));
    expect(gram).toEqual([65, 81, 85, 80, 76, 83]);
    expect(
      [equal.conv1, equal.conv3, equal.conv5].map(({ maps }) => percent(maps?.trained)),
    ).toEqual([12, 34, 56]);
    expect(percent(equal.conv3.means?.trained)).toBe(85);
    expect([equal.conv1, equal.conv5].map(({ gram: of }) => percent(of?.random))).toEqual([74, 50]);
    expect(percent(own.conv1.greys?.trained)).toBe(84);
    expect([own.conv1, own.conv5].map(({ gram: of }) => percent(of?.trained))).toEqual([93, 75]);
    expect(percent(own.conv1.means?.trained)).toBe(93);
    expect(percent(own.conv5.gram?.random)).toBe(81);
  });

  it('stops when the reader says so', async () => {
    const patches = comparedPatches(textures, true);
    expect(
      await retrieve({ patches, labels, layer: 'conv1', random: 3, k: K }, stopped),
    ).toBeNull();
  });
});

describe('what the chapter says of shifts, shuffles and marks', () => {
  const record = JSON.parse(
    readFileSync('content/chapters/texture-similarity/retrieval.json', 'utf8'),
  ) as {
    moved: Record<string, Record<string, Record<string, number>>>;
    shiftedByThree: Record<string, Record<string, number[]>>;
    meansShare: Record<string, number>;
    flipped: number[];
  };

  it('a shift by three pixels: 97 % by the pixels, over 100 in three of eight; by Gram 16 to 33 %', () => {
    const { conv1 } = record.moved;
    expect(percent(conv1?.['shift 3']?.['pixels'])).toBe(97);
    expect(record.shiftedByThree['conv1']?.['pixels']?.filter((share) => share > 1)).toHaveLength(
      3,
    );
    const byGram = ['conv1', 'conv3', 'conv5'].map((layer) =>
      percent(record.moved[layer]?.['shift 3']?.['gram']),
    );
    expect(byGram).toEqual([16, 25, 33]);
    expect(percent(record.moved['conv5']?.['shift 4']?.['gram'])).toBe(23);
    expect(percent(conv1?.['shift 8']?.['gram'])).toBe(32);
  });

  it.each([
    [24, [19, 29, 57]],
    [12, [42, 50, 89]],
    [8, [73, 68, 116]],
    [4, [155, 101, 139]],
    [1, [630, 294, 150]],
  ])('blocks of %i by conv1, conv3 and conv5: %j', (block, said) => {
    const found = ['conv1', 'conv3', 'conv5'].map((layer) =>
      percent(record.moved[layer]?.[`blocks ${block}`]?.['gram']),
    );
    expect(found).toEqual(said);
  });

  it('the means are 64 % to 89 % of the Gram matrix', () => {
    const shares = Object.values(record.meansShare).map(percent);
    expect([Math.min(...shares), Math.max(...shares)]).toEqual([64, 89]);
  });

  it('marks 20 pixels apart are the same for conv1 to conv3; conv4 and conv5 differ by 3 and 6 %', async () => {
    const rows = await marks({ a: crossesOf(board), b: crossesOf(halves), pitch: 20 }, context);
    expect(rows?.map(({ seesTwo }) => seesTwo)).toEqual([false, false, false, true, true]);
    expect(rows?.slice(0, 3).every(({ difference }) => difference < 1e-5)).toBe(true);
    expect(rows?.slice(3).map(({ difference }) => percent(difference))).toEqual([3, 6]);
    expect(rows?.map(({ field }) => field)).toEqual([5, 10, 14, 24, 32]);
  });

  it('one mark changed is noticed by every layer, by 4 to 10 %', () => {
    const shares = record.flipped.map(percent);
    expect([Math.min(...shares), Math.max(...shares)]).toEqual([4, 10]);
  });

  it('a patch is at no distance from itself', async () => {
    const [patch = new Float32Array()] = comparedPatches(textures, true);
    const found = await apart({ patch, others: [patch], layer: 'conv3' }, context);
    expect(Object.values(found ?? {}).flat()).toEqual([0, 0, 0, 0, 0, 0]);
  });
});

it('counts the numbers that a measure has', () => {
  const layers = ['conv1', 'conv2', 'conv3', 'conv4', 'conv5'] as const;
  const grams = layers.map((layer) => numbersOf('gram', layer));
  expect(numbersOf('gram', 'conv3')).toBe(2080);
  expect(grams.reduce((sum, n) => sum + n, 0)).toBe(21_200);
  const entries = (widths: number[]) => widths.reduce((sum, n) => sum + (n * (n + 1)) / 2, 0);
  expect(entries([64, 64, 128, 256, 512])).toBe(176_640);
  const vgg19 = [
    [64, 3],
    [128, 3],
    [256, 5],
    [512, 5],
  ] as const;
  expect(entries(vgg19.flatMap(([n, times]) => new Array<number>(times).fill(n)))).toBe(852_128);
});

it('a crop is held where it is pressed, and one beside the press by its middle', () => {
  expect(heldAt({ row: 0, column: 47 })).toEqual({ row: 0, column: 47 });
  expect(heldAt({ row: -1, column: 47 })).toEqual({ row: 24, column: 24 });
  expect(heldAt({ row: 3, column: 48 })).toEqual({ row: 24, column: 24 });
});

it('takes its own links and refuses others', () => {
  expect(askSchema.safeParse(askDefaults).success).toBe(true);
  expect(apartSchema.safeParse(apartDefaults).success).toBe(true);
  expect(marksSchema.safeParse(marksDefaults).success).toBe(true);
  expect(askSchema.safeParse({ ...askDefaults, patch: 6 }).success).toBe(false);
  expect(apartSchema.safeParse({ ...apartDefaults, block: 5 }).success).toBe(false);
  expect(marksSchema.safeParse({ ...marksDefaults, pitch: 21 }).success).toBe(false);
});
