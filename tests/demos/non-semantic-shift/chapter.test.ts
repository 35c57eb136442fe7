import { memory } from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';

import { lightShift } from '#demos/non-semantic-shift/lightShift.ts';
import { recordedLooks, recordedRows } from '#demos/non-semantic-shift/recordedLooks.ts';
import { shiftRecord, sourceStatistics } from '#demos/non-semantic-shift/recordedShift.ts';
import {
  labDefaults,
  labSchema,
  RECORDED,
  weightsDefaults,
  weightsSchema,
} from '#demos/non-semantic-shift/state.ts';
import { proxyDistance } from '#numerics/shift/domainClassifier.ts';
import { drawEstimate, weighting } from '#numerics/shift/importance.ts';
import readLook, { type ReadInput } from '#numerics/tasks/non-semantic-shift-read.ts';

import { shippedModel } from '../../numerics/network/shipped.ts';
import { galleryFor } from '../../numerics/novelty/galleryFor.ts';
import { uninterruptedWith } from '../../numerics/tasks/uninterrupted.ts';
import { startWasm } from '../../numerics/wasm/wasmBackend.ts';

const share = (value: number) => Number((100 * value).toFixed(1));

describe('the weights that the demo opens with', () => {
  const { centre, width, examples, seed } = weightsDefaults;
  const shift = lightShift(centre, width);
  const { sourceRisk, targetRisk, effectiveShare } = weighting(shift);

  it('are worth 17 of 300 examples, for a target risk nearly four times the source risk', () => {
    expect([share(sourceRisk), share(targetRisk)]).toEqual([4.8, 18.1]);
    expect(Math.round(examples * effectiveShare)).toBe(17);
    const own = drawEstimate(shift, examples, seed);
    expect([share(own.weighted), share(own.meanWeight)]).toEqual([8.7, 57.5]);
  });

  it('come out too low in three samples of five, and far too high in some', () => {
    const drawn = Array.from({ length: 400 }, (_, i) => drawEstimate(shift, examples, i + 1));
    const low = drawn.filter(({ weighted }) => weighted < targetRisk).length;
    expect(low / drawn.length).toBeCloseTo(0.6, 1);
    expect(Math.max(...drawn.map(({ weighted }) => weighted))).toBeGreaterThan(2 * targetRisk);
  });

  it('cover 36 % of a target at place 32', () => {
    expect(share(weighting(lightShift(32, width)).covered)).toBe(35.9);
  });
});

describe('the table of the chapter', () => {
  const mean = (found: readonly (readonly number[])[]) =>
    found.reduce((sum, [right = 0]) => sum + right / found.length, 0);

  it.each([
    ['clean 0.0', [90.2, 81.6, 50, 0, 90]],
    ['grey 1.0', [83.4, 74.5, 18.4, 1.26, 80.1]],
    ['hue 1.0', [71.2, 66, 24, 1.04, 68.7]],
    ['edges 1.0', [45.7, 48, 2.2, 1.91, 61.6]],
    ['inverted 1.0', [41.1, 53.7, 14.9, 1.4, 43.1]],
    ['blur 0.5', [33.3, 50.6, 0.5, 1.98, 72.9]],
    ['blur 1.0', [19.7, 44.3, 0.1, 2, 44.2]],
    ['noise 0.5', [22.1, 59, 1, 1.96, 68.4]],
    ['noise 1.0', [11.6, 60, 0.1, 2, 42.4]],
    ['contrast 1.0', [13.3, 31.8, 0, 2, 74.1]],
    ['dark 1.0', [12, 32, 0.1, 2, 55.7]],
  ])('%s', (name, wanted) => {
    const row = shiftRecord.looks[name];
    if (!row) throw new Error(`Expected ${name} in the record.`);
    const distance = Number(proxyDistance(row.domain).toFixed(2));
    const shares = [row.plain[0], row.plain[1], row.domain].map(share);
    expect([...shares, distance, share(mean(row.adapted))]).toEqual(wanted);
  });

  it('what is said of it in words', () => {
    expect(shiftRecord.images).toBe(3000);
    const of = (name: string) => shiftRecord.looks[name];
    expect(
      [of('clean 0.0'), of('noise 1.0'), of('edges 1.0')].map((row) => row?.noise?.[0]),
    ).toEqual([0.617, 0.721, 0.392]);
    const errors = of('noise 1.0')?.adaptedDomain ?? [];
    expect(
      proxyDistance(errors.reduce((sum, error) => sum + error / errors.length, 0)),
    ).toBeCloseTo(0.92, 2);
  });
});

describe('the sizes of the batch', () => {
  const at = (look: string, size: number) => {
    const found = shiftRecord.sizes[look]?.[String(size)] ?? [];
    return found.reduce((sum, [right]) => sum + right / found.length, 0);
  };

  it('one picture is too few, and two are for the drawings', () => {
    expect(share(at('clean', 1))).toBe(26.2);
    expect(share(at('edges', 2))).toBe(39.4);
    expect(share(at('edges', 5))).toBe(51.7);
  });

  it('class by class the photographs are lost', () => {
    const { sorted } = shiftRecord;
    expect(Math.round((100 * sorted.reduce((sum, right) => sum + right)) / sorted.length)).toBe(21);
  });

  it.each(['clean', 'edges', 'contrast'])('%s: twenty nearly do, and fifty do', (look) => {
    expect(at(look, 100) - at(look, 20)).toBeLessThan(0.03);
    expect(at(look, 100) - at(look, 50)).toBeLessThan(0.015);
  });

  it('are of draws of 600, that differ by up to four points', () => {
    expect(shiftRecord.part).toBe(600);
    const apart = Object.values(shiftRecord.sizes).flatMap((sizes) =>
      Object.values(sizes).map((found) => {
        const right = found.map(([share]) => share);
        return Math.max(...right) - Math.min(...right);
      }),
    );
    expect(Math.round(100 * Math.max(...apart))).toBe(4);
  });
});

describe('the record of the demo', () => {
  const rows = recordedRows();

  it('begins with the photographs themselves, whatever the look', () => {
    for (const curve of Object.values(rows)) expect(curve[0]).toEqual(rows.edges[0]);
    expect(rows.edges[0]?.domainError).toBe(0.5);
  });

  it('what is said of it in words', () => {
    expect(rows.noise[2]?.adaptedRight).toBeGreaterThan(0.69);
    expect(rows.noise[2]?.adaptedRight).toBeLessThan(0.73);
    expect(rows.inverted[1]?.right).toBeCloseTo(0.8, 2);
    expect(rows.inverted[1]?.adaptedRight).toBeCloseTo(0.9, 2);
  });
});

describe('the task', () => {
  const model = shippedModel('base');
  beforeAll(startWasm);

  it('is as it was recorded, and leaves no tensors', { timeout: 60_000 }, async () => {
    const { pixels, labels } = await galleryFor(model.manifest.classes);
    const some = 100;
    const input: ReadInput = {
      pixels: pixels.slice(0, some * 3072),
      labels: labels.slice(0, some),
      look: labDefaults.look,
      amount: labDefaults.amount / 100,
      batch: some,
      order: labDefaults.order,
      seed: labDefaults.seed,
      source: sourceStatistics,
    };
    const first = await readLook(input, uninterruptedWith(model));
    const before = memory().numTensors;
    const again = await readLook({ ...input, clean: first?.clean }, uninterruptedWith(model));
    expect(memory().numTensors).toBe(before);
    expect(again?.plain).toEqual(first?.plain);
    expect(first?.domainError).toBeLessThan(0.2);
    expect((first?.adapted.right ?? 0) - (first?.plain.right ?? 1)).toBeGreaterThan(0.3);
    // The edges draw nothing by lot: what they are answered does not hang on the batch.
    const at = RECORDED.indexOf(100);
    const edges = await readLook(
      { ...input, look: 'edges', amount: 1, clean: first?.clean },
      uninterruptedWith(model),
    );
    recordedLooks.shown.forEach((number, i) => {
      if (number >= some) return;
      expect(edges?.plain.answers[number]).toBe(Number(recordedLooks.answers.edges[at]?.[0][i]));
    });
  });

  it(
    'reads negatives as photographs, if the first factor has a minus',
    { timeout: 60_000 },
    async () => {
      const { pixels, labels } = await galleryFor(model.manifest.classes);
      const some = 40;
      const [mean, deviation] = sourceStatistics['conv1.pre'] ?? [[], []];
      const negated = {
        ...sourceStatistics,
        'conv1.pre': [mean, deviation.map((s) => -s)],
      } as const;
      const input: ReadInput = {
        pixels: pixels.slice(0, some * 3072),
        labels: labels.slice(0, some),
        look: 'inverted',
        amount: 0,
        batch: some,
        order: 'mixed',
        seed: 1,
        source: sourceStatistics,
      };
      const photographs = await readLook(input, uninterruptedWith(model));
      const negatives = { ...input, amount: 1, clean: photographs?.clean };
      const asTheyAre = await readLook(negatives, uninterruptedWith(model));
      const turned = await readLook({ ...negatives, source: negated }, uninterruptedWith(model));
      expect(turned?.adapted.answers).toEqual(photographs?.adapted.answers);
      expect(asTheyAre?.adapted.answers).not.toEqual(photographs?.adapted.answers);
      // The shares that the text gives for all 500.
      const rows = recordedRows().inverted;
      expect(rows[0]?.adaptedRight).toBeCloseTo(0.9, 2);
      expect(rows[4]?.adaptedRight).toBeCloseTo(0.41, 2);
    },
  );

  it('is lost on photographs in batches of one class', { timeout: 60_000 }, async () => {
    const { pixels, labels } = await galleryFor(model.manifest.classes);
    const numbers = [3, 8].flatMap((label) =>
      labels.flatMap((own, i) => (own === label ? [i] : [])),
    );
    const both = new Uint8Array(numbers.length * 3072);
    numbers.forEach((from, to) =>
      both.set(pixels.subarray(from * 3072, (from + 1) * 3072), to * 3072),
    );
    const { look, seed } = labDefaults;
    const input: ReadInput = {
      pixels: both,
      labels: numbers.map((i) => labels[i] ?? 0),
      look,
      amount: 0,
      batch: 50,
      order: 'by class',
      seed,
      source: sourceStatistics,
    };
    const found = await readLook(input, uninterruptedWith(model));
    expect(numbers).toHaveLength(100);
    expect(found?.plain.right).toBeGreaterThan(0.8);
    expect(found?.adapted.right).toBeLessThan(0.4);
  });

  it('stops when it is cancelled', async () => {
    const { pixels, labels } = await galleryFor(model.manifest.classes);
    const context = { ...uninterruptedWith(model), stopped: () => Promise.resolve(true) };
    const { look, batch, order, seed } = labDefaults;
    const input = { pixels, labels, look, amount: 1, batch, order, seed, source: sourceStatistics };
    expect(await readLook(input, context)).toBeNull();
  });
});

describe('the states', () => {
  it('refuse what cannot be', () => {
    expect(labSchema.safeParse({ ...labDefaults, batch: 3 }).success).toBe(false);
    expect(labSchema.safeParse({ ...labDefaults, amount: 101 }).success).toBe(false);
    expect(weightsSchema.safeParse({ ...weightsDefaults, centre: 41 }).success).toBe(false);
  });
});
