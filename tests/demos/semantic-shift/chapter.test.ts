import { memory } from '@tensorflow/tfjs-core';
import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';

import { rayFactors } from '#demos/semantic-shift/rayFactors.ts';
import { recordedMeans } from '#demos/semantic-shift/recordedMeans.ts';
import { novelty } from '#demos/semantic-shift/recordedNovelty.ts';
import { recordedStream } from '#demos/semantic-shift/recordedStream.ts';
import { raySchema, streamDefaults, streamSchema } from '#demos/semantic-shift/state.ts';
import { auroc, falsePositiveRate, thresholdKeeping } from '#numerics/novelty/auroc.ts';
import { scoreNames } from '#numerics/novelty/familiarity.ts';
import ray from '#numerics/tasks/semantic-shift-ray.ts';
import stream from '#numerics/tasks/semantic-shift-stream.ts';

import { imagesOf, shippedModel } from '../../numerics/network/shipped.ts';
import { galleryFor } from '../../numerics/novelty/galleryFor.ts';
import { uninterruptedWith } from '../../numerics/tasks/uninterrupted.ts';
import { startWasm } from '../../numerics/wasm/wasmBackend.ts';

const areas = (of: Record<string, readonly number[]> | undefined) =>
  scoreNames.map((name) => (of?.[name]?.[0] ?? Number.NaN).toFixed(2));

describe('the table of the chapter', () => {
  it.each([
    ['new', ['0.77', '0.75', '0.63', '0.64']],
    ['edges', ['0.86', '0.87', '0.77', '0.87']],
    ['inverted', ['0.84', '0.83', '0.74', '0.73']],
    ['upside down', ['0.81', '0.81', '0.63', '0.68']],
    ['blurred', ['0.89', '0.88', '0.84', '0.94']],
    ['grey', ['0.58', '0.58', '0.53', '0.54']],
    ['noise', ['0.89', '0.91', '0.97', '1.00']],
  ])('%s', (kind, wanted) => {
    expect(areas(novelty.kinds[kind]?.all)).toEqual(wanted);
  });

  it.each([
    ['deer', ['0.85', '0.85', '0.62', '0.71']],
    ['frog', ['0.78', '0.75', '0.58', '0.63']],
    ['truck', ['0.76', '0.76', '0.76', '0.72']],
    ['dog', ['0.68', '0.66', '0.54', '0.50']],
  ])('%s', (name, wanted) => {
    expect(areas(novelty.byClass[name]?.all)).toEqual(wanted);
  });

  it('which pictures named rightly are still refused more than new classes, and by which scores', () => {
    expect(areas(novelty.kinds.edges?.rightOnly)).toEqual(['0.81', '0.83', '0.74', '0.85']);
    const refusedMore = (kind: string) =>
      scoreNames.filter(
        (name) =>
          (novelty.kinds[kind]?.rightOnly?.[name]?.[0] ?? 0) >
          (novelty.kinds.new?.all[name]?.[0] ?? 1),
      );
    for (const kind of ['edges', 'inverted', 'blurred'])
      expect(refusedMore(kind)).toEqual(scoreNames);
    expect(refusedMore('upside down')).toEqual(['neighbours']);
    expect(refusedMore('grey')).toEqual([]);
  });

  it('every alteration but grey is refused more than the new classes, by every score', () => {
    for (const [kind, { all, right }] of Object.entries(novelty.kinds)) {
      if (right === undefined) continue;
      for (const name of scoreNames) {
        const isMore = (all[name]?.[0] ?? 0) > (novelty.kinds.new?.all[name]?.[0] ?? 1);
        expect(isMore, `${kind}, ${name}`).toBe(kind !== 'grey');
      }
    }
  });

  it('mistakes on known photographs, and the errors', () => {
    expect(areas(novelty.mistakes)).toEqual(['0.93', '0.89', '0.72', '0.76']);
    const rows = [
      novelty.mistakes,
      ...Object.values(novelty.kinds).flatMap(({ all, rightOnly }) => rightOnly ?? all),
      ...Object.values(novelty.byClass).map(({ all }) => all),
    ];
    for (const row of rows)
      for (const [, error] of Object.values(row)) expect(error).toBeLessThan(0.0111);
  });

  it('what is said in words', () => {
    const at95 = (kind: string, score: 'softmax' | 'energy' | 'neighbours') =>
      novelty.kinds[kind]?.all[score]?.[2];
    expect(at95('new', 'softmax')).toBe(0.804);
    expect(at95('new', 'energy')).toBe(0.803);
    expect(at95('edges', 'softmax')).toBe(0.6292);
    expect(at95('noise', 'softmax')).toBe(0.941);
    expect(at95('noise', 'neighbours')).toBe(0);
    expect(novelty.kinds.edges?.right).toBe(0.5977);
    expect(novelty.sure).toEqual({ above: 0.9, known: 0.5777, new: 0.1745 });
    expect(novelty.byClass.dog?.answers[3]).toBe(773);
    expect(novelty.byClass.dog?.sure).toBe(0.293);
    expect(novelty.byClass.truck?.answers[1]).toBe(720);
    // Bird, cat and horse share the deer.
    expect(novelty.byClass.deer?.answers.map((n) => n > 250)).toEqual([
      false,
      false,
      true,
      true,
      true,
      false,
    ]);
    const { noise, known } = recordedStream.read;
    expect(noise.answers.filter((answer) => answer === 2)).toHaveLength(99);
    const ofNoise = noise.scores.softmax ?? [];
    expect(ofNoise.filter((p) => p > 0.48 && p < 0.74).length).toBeGreaterThanOrEqual(90);
    const ofKnown = known.scores.softmax ?? [];
    expect(ofKnown.filter((p) => p > 0.79).length).toBeGreaterThanOrEqual(225);
    expect(ofKnown.filter((p) => p < 0.48).length).toBeGreaterThanOrEqual(15);
  });
});

describe('the record of the stream', () => {
  it('of the pictures seen first all six drawings are let in, and three of the six new', () => {
    const { read, shown } = recordedStream;
    const threshold = thresholdKeeping(read.known.scores.softmax ?? [], 0.95);
    const letIn = (kind: 'altered' | 'new') =>
      shown.filter(
        (one) => one.kind === kind && (read[kind].scores.softmax?.[one.index] ?? 0) >= threshold,
      );
    expect(letIn('altered')).toHaveLength(6);
    expect(letIn('new')).toHaveLength(3);
  });

  it('agrees with what PyTorch found on the same pictures', () => {
    const of = (kind: 'known' | 'altered' | 'new', name: (typeof scoreNames)[number]) =>
      recordedStream.read[kind].scores[name] ?? [];
    for (const name of scoreNames) {
      for (const [kind, found] of [
        ['altered', novelty.kinds.edges?.gallery],
        ['new', novelty.kinds.new?.gallery],
      ] as const) {
        const [area = 0, error = 0, at95 = 0] = found?.[name] ?? [];
        const own = auroc(of('known', name), of(kind, name));
        expect(Math.abs(own.area - area), `${kind}, ${name}`).toBeLessThan(0.003);
        expect(Math.abs(own.error - error)).toBeLessThan(0.002);
        expect(Math.abs(falsePositiveRate(of('known', name), of(kind, name)) - at95)).toBeLessThan(
          0.04,
        );
      }
    }
  });
});

describe('the tasks', () => {
  const model = shippedModel('six');
  beforeAll(startWasm);

  it('the stream is as it was recorded, and leaves no tensors', { timeout: 60_000 }, async () => {
    const { pixels, labels } = await galleryFor(model.manifest.classes);
    // The first forty pictures: enough to compare what does not hang on the bank.
    const some = 40;
    const input = {
      pixels: pixels.slice(0, some * 3072),
      labels: labels.slice(0, some),
      alteration: streamDefaults.alteration,
      amount: streamDefaults.amount / 100,
      seed: streamDefaults.seed,
      means: recordedMeans,
    };
    const first = await stream(input, uninterruptedWith(model));
    const before = memory().numTensors;
    const again = await stream({ ...input, gallery: first?.gallery }, uninterruptedWith(model));
    expect(memory().numTensors).toBe(before);
    for (const kind of ['known', 'altered', 'noise'] as const) {
      for (const name of ['softmax', 'energy', 'mean'] as const) {
        const recorded = recordedStream.read[kind].scores[name] ?? [];
        again?.read[kind].scores[name].forEach((score, i) =>
          expect(score).toBeCloseTo(recorded[i] ?? Number.NaN, 3),
        );
      }
    }
  });

  it('stops when it is cancelled', async () => {
    const { pixels, labels } = await galleryFor(model.manifest.classes);
    const context = { ...uninterruptedWith(model), stopped: () => Promise.resolve(true) };
    const input = { alteration: 'grey', amount: 1, seed: 1, means: recordedMeans } as const;
    expect(await stream({ pixels, labels, ...input }, context)).toBeNull();
  });

  it('far out all 24 pictures are certain, and of one of three classes', async () => {
    const { classes } = shippedModel('base').manifest;
    const index = JSON.parse(readFileSync('public/images/gallery-teaching.json', 'utf8')) as {
      classes: string[];
    };
    expect(index.classes).toEqual(classes);
    const { pixels, labels } = await imagesOf(
      'public/images/gallery-teaching.png',
      shippedModel('base').manifest,
    );
    const ends = new Set<string>();
    for (const [i, label] of labels.entries()) {
      const factors = i === 22 ? [1, 8, 64, 4, 4096] : [4096];
      const found = await ray(
        { pixels: pixels.subarray(i * 3072, (i + 1) * 3072), factors, means: recordedMeans },
        uninterruptedWith(model),
      );
      const { probabilities: [...all] = [], limit = [] } = found ?? {};
      const last = all.at(-1) ?? [];
      const end = limit.indexOf(Math.max(...limit));
      expect(last[end]).toBeGreaterThan(0.999);
      ends.add(model.manifest.classes[end] ?? '');
      if (i !== 22) continue;
      expect(label).toBe('truck');
      expect(all[0]?.[1]).toBeCloseTo(0.958, 2); // automobile
      expect(all[1]?.[3]).toBeCloseTo(0.488, 2); // cat
      expect(all[2]?.[3]).toBeGreaterThan(0.999);
      expect(found?.distances[0]).toBeCloseTo(2.1, 1);
      expect(found?.distances[3]).toBeCloseTo(9.3, 1);
      const { energy = [], mean = [] } = recordedStream.read.known.scores;
      expect(-(found?.energies[2] ?? 0)).toBeGreaterThan(thresholdKeeping(energy, 0.95));
      expect(-(found?.distances[3] ?? 0)).toBeLessThan(thresholdKeeping(mean, 0.95));
    }
    expect([...ends].sort()).toEqual(['airplane', 'cat', 'ship']);
    expect(rayFactors.at(-1)).toBe(4096);
  });
});

describe('the states', () => {
  it('refuse what cannot be', () => {
    expect(streamSchema.safeParse({ ...streamDefaults, keep: 0 }).success).toBe(false);
    expect(raySchema.safeParse({ picture: 24, power: 0 }).success).toBe(false);
  });
});
