import { readFileSync } from 'node:fs';

import { memory, mul, tensor2d, tidy } from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import { areaUnder, deletionCurve, fromTheLargest } from '#numerics/attribution/deletion.ts';
import { deletedShares, deletionMethods } from '#numerics/attribution/deletionPlan.ts';
import { backwardSignal } from '#numerics/attribution/gradient.ts';
import { channelSum, largestMagnitude } from '#numerics/attribution/pixelMaps.ts';
import { scalarOf, type ClassTarget } from '#numerics/attribution/target.ts';
import { preprocess } from '#numerics/network/images.ts';
import { networkOf } from '#numerics/network/networkOf.ts';
import { logProbability, probability } from '#numerics/network/scalars.ts';
import { randomOrder } from '#numerics/random.ts';
import completeness from '#numerics/tasks/check-path-completeness.ts';
import softmaxTarget from '#numerics/tasks/check-softmax-target.ts';
import deletion, { type DeletionOutput } from '#numerics/tasks/saliency-maps-deletion.ts';
import randomDeletion from '#numerics/tasks/saliency-maps-random.ts';
import targets from '#numerics/tasks/saliency-maps-targets.ts';

import { imagesOf, shippedModel } from '../network/shipped.ts';
import { startWasm } from '../wasm/wasmBackend.ts';
import { uninterruptedWith } from './uninterrupted.ts';

const model = shippedModel('base');
const context = uninterruptedWith(model);
const NUMBERS = 32 * 32 * 3;
const CAT = 7;
let teaching: Uint8Array;
let labels: number[];
let gallery: Uint8Array;
let galleryLabels: number[];
const pictureOf = (pixels: Uint8Array, i: number) =>
  pixels.subarray(i * NUMBERS, (i + 1) * NUMBERS);
const rounded = (value: number, digits = 2) => Number(value.toFixed(digits)) + 0;
const mean = (values: readonly number[]) =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

beforeAll(async () => {
  await startWasm();
  const { classes } = model.manifest;
  const first = await imagesOf('public/images/gallery-teaching.png', model.manifest);
  const second = await imagesOf('public/images/gallery.png', model.manifest);
  [teaching, gallery] = [first.pixels, second.pixels];
  [labels, galleryLabels] = [first, second].map((sheet) =>
    sheet.labels.map((name) => classes.indexOf(name)),
  ) as [number[], number[]];
});

describe('the checks of the chapter', () => {
  it('hold for twenty seeds', async () => {
    for (let seed = 1; seed <= 20; seed++) {
      for (const { rows } of [await softmaxTarget({ seed }), await completeness({ seed }, context)])
        for (const { label, value, tolerance } of rows)
          expect(value, `${label}, seed ${seed}`).toBeLessThanOrEqual(tolerance);
    }
  }, 120_000);
});

describe('the target', () => {
  it('the loss’s map of the cat is 0.051 times as strong as the score’s, and the probability’s in the same order', async () => {
    networkOf(model); // built once, and kept
    const before = memory().numTensors;
    const found = await targets({ pixels: pictureOf(teaching, CAT), index: 3 }, context);
    expect(memory().numTensors).toBe(before);
    const [score, loss, probability] = found.maps;
    expect(rounded(found.probabilities[3] ?? 0, 3)).toBe(0.96);
    expect(rounded((loss?.largest ?? 0) / (score?.largest ?? 1), 3)).toBe(0.051);
    expect(probability?.rank).toBeCloseTo(loss?.rank ?? 0, 3);
    expect(found.answer).toBe(3);
    expect(loss?.rankWithAnswer).toBe(loss?.rank);
  });

  it('asked for the ship, the cat’s loss is more like the cat’s score than the ship’s, and p’s map is blank', async () => {
    const found = await targets({ pixels: pictureOf(teaching, CAT), index: 8 }, context);
    const [score, loss, probability] = found.maps;
    expect(found.answer).toBe(3);
    expect(rounded(found.probabilities[8] ?? 0, 3)).toBe(0.002);
    expect(rounded(loss?.rankWithAnswer ?? 0)).toBe(0.92);
    expect(rounded(loss?.rank ?? 0)).toBe(0.66);
    expect(rounded((loss?.largest ?? 0) / (score?.largest ?? 1), 1)).toBe(3.4);
    expect(rounded((probability?.largest ?? 0) / (score?.largest ?? 1), 3)).toBe(0.008);
  });

  it('over 500 pictures: rank correlation 0.96 in the median, and 0.0007 times as strong for the surest', async () => {
    const ranks: number[] = [];
    let surest = { p: 0, ratio: 0 };
    for (const [i, index] of galleryLabels.entries()) {
      const { maps, probabilities } = await targets(
        { pixels: pictureOf(gallery, i), index },
        context,
      );
      const [score, loss] = maps;
      ranks.push(loss?.rank ?? Number.NaN);
      const p = probabilities[index] ?? 0;
      if (p > surest.p) surest = { p, ratio: (loss?.largest ?? 0) / (score?.largest ?? 1) };
    }
    ranks.sort((a, b) => a - b);
    expect(ranks).toHaveLength(500);
    expect(rounded(mean([ranks[249] ?? 0, ranks[250] ?? 0]))).toBe(0.96);
    expect(surest.p).toBeGreaterThan(0.999);
    expect(rounded(surest.ratio, 4)).toBe(0.0007);
  }, 300_000);

  it('the loss’s map of another class has ρ = 0.81 with the score map of the network’s answer, 0.70 with its own class’s; two score maps have 0.53', async () => {
    const likeness: { loss: number; score: number; own: number }[] = [];
    let right = 0;
    for (const [i, label] of labels.entries()) {
      for (const index of model.manifest.classes.keys()) {
        const found = await targets({ pixels: pictureOf(teaching, i), index }, context);
        if (index === label && found.answer === label) right++;
        if (index === found.answer) continue;
        const [score, loss] = found.maps;
        likeness.push({
          loss: loss?.rankWithAnswer ?? Number.NaN,
          score: score?.rankWithAnswer ?? Number.NaN,
          own: loss?.rank ?? Number.NaN,
        });
      }
    }
    expect(right).toBe(23);
    expect(likeness).toHaveLength(24 * 9);
    expect(rounded(mean(likeness.map(({ loss }) => loss)))).toBe(0.81);
    expect(rounded(mean(likeness.map(({ score }) => score)))).toBe(0.53);
    expect(rounded(mean(likeness.map(({ own }) => own)))).toBe(0.7);
    expect(likeness.filter(({ loss, score }) => loss <= score)).toEqual([]);
  }, 300_000);
});

describe('the bet', () => {
  it('the table: gradient above random, × input and integrated gradients below', async () => {
    const found: Record<string, (string | number)[]> = {};
    const random: number[][] = [];
    for (const [i, index] of labels.entries()) {
      const input = { pixels: pictureOf(teaching, i), index, orders: 5, seed: 1 };
      random.push((await randomDeletion(input, context))?.areas ?? []);
    }
    let cat: Partial<Record<string, DeletionOutput>> = {};
    for (const id of deletionMethods) {
      const all: { area: number; randomAreas: number[] }[] = [];
      for (const [i, index] of labels.entries()) {
        const pixels = pictureOf(teaching, i);
        const one = await deletion({ pixels, index, method: { id } }, context);
        if (!one) continue;
        all.push({ area: one.area, randomAreas: random[i] ?? [] });
        if (i === CAT) cat = { ...cat, [id]: one };
      }
      expect(all).toHaveLength(24);
      found[id] = [
        rounded(mean(all.map(({ area }) => area))),
        all.filter(({ area, randomAreas }) => area < Math.min(...randomAreas)).length,
        all.filter(({ area, randomAreas }) => area > Math.max(...randomAreas)).length,
      ];
    }
    expect(found).toEqual({
      gradient: [0.25, 7, 12],
      smoothGrad: [0.21, 9, 7],
      gradientTimesInput: [0.17, 13, 4],
      integratedGradients: [0.17, 13, 3],
      edges: [0.37, 4, 17],
    });
    expect(rounded(mean(random.map(mean)))).toBe(0.22);
    const { gradient, integratedGradients, gradientTimesInput } = cat;
    expect(rounded(gradient?.area ?? 0)).toBe(0.28);
    const areas = random[CAT] ?? [];
    expect([Math.min(...areas), Math.max(...areas)].map((area) => rounded(area))).toEqual([
      0.1, 0.16,
    ]);
    expect(rounded(gradient?.scores.picture ?? 0)).toBe(5.27);
    expect(rounded(gradient?.scores.grey ?? 0)).toBe(-0.69);
    expect(rounded(integratedGradients?.sum ?? 0)).toBe(6.1);
    expect(rounded(gradientTimesInput?.sum ?? 0)).toBe(-2.66);
  }, 600_000);

  describe('over the 500 pictures of the record', () => {
    const areas = z.array(z.number()).check(z.length(500));
    const recorded = z
      .object({
        orders: z.literal(5),
        seed: z.literal(1),
        gradient: areas,
        least: areas,
        mean: areas,
        most: areas,
      })
      .parse(JSON.parse(readFileSync('content/chapters/saliency-maps/deletion.json', 'utf8')));

    it('0.24 in the gradient’s order, 0.21 at random; above all five in 243, below all five in 116', () => {
      const { gradient, least, most } = recorded;
      expect(rounded(mean(gradient))).toBe(0.24);
      expect(rounded(mean(recorded.mean))).toBe(0.21);
      expect(gradient.filter((area, i) => area > (most[i] ?? 1))).toHaveLength(243);
      expect(gradient.filter((area, i) => area < (least[i] ?? 0))).toHaveLength(116);
    });

    it('areas are those that the demo finds', async () => {
      for (let i = 0; i < 500; i += 50) {
        const asked = { pixels: pictureOf(gallery, i), index: galleryLabels[i] ?? 0 };
        const own = await deletion({ ...asked, method: { id: 'gradient' } }, context);
        const random = await randomDeletion({ ...asked, orders: 5, seed: 1 }, context);
        expect(recorded.gradient[i]).toBeCloseTo(own?.area ?? 0, 3);
        expect(recorded.mean[i]).toBeCloseTo(mean(random?.areas ?? []), 3);
      }
    });
  });

  describe('its patterns', () => {
    const network = () => networkOf(model);
    const counts = deletedShares.map((share) => Math.round(share * 1024));
    let asked: { gradient: Float32Array; byInput: Float32Array; byValue: Float32Array }[];
    /** The area for picture i of the sheet when its pixels go in this order. */
    const areaOf = async (
      i: number,
      order: Uint32Array,
      { fill = 0, as = 'probability' }: { fill?: number; as?: ClassTarget['as'] } = {},
    ) => {
      const x = preprocess(model.manifest, pictureOf(teaching, i), [32, 32]);
      const index = labels[i] ?? 0;
      const scalar = scalarOf(network(), { kind: 'class', index, as });
      const question = { network: network(), x, scalar };
      const curve = await deletionCurve(question, { order, counts, fill }, context);
      x.dispose();
      return areaUnder(curve ?? [], deletedShares);
    };
    const all = (areas: (i: number) => Promise<number>) =>
      labels.reduce<Promise<number[]>>(
        async (before, _, i) => [...(await before), await areas(i)],
        Promise.resolve([]),
      );
    const meanOf = async (times: number, area: (time: number) => Promise<number>) => {
      const found: number[] = [];
      for (let time = 1; time <= times; time++) found.push(await area(time));
      return mean(found);
    };
    /** Squares of so many pixels a side in random order, each from its upper left on. */
    const inSquares = (side: number, seed: number) => {
      const across = 32 / side;
      return Uint32Array.from(
        [...randomOrder(across * across, seed)].flatMap((square) =>
          Array.from({ length: side * side }, (_, at) => {
            const row = Math.floor(square / across) * side + Math.floor(at / side);
            return 32 * row + (square % across) * side + (at % side);
          }),
        ),
      );
    };

    beforeAll(() => {
      asked = labels.map((index, i) =>
        tidy(() => {
          const x = preprocess(model.manifest, pictureOf(teaching, i), [32, 32]);
          const scalar = scalarOf(network(), { kind: 'class', index, as: 'score' });
          const signal = backwardSignal({ network: network(), x, scalar });
          return {
            gradient: Float32Array.from(largestMagnitude(signal).dataSync()),
            byInput: Float32Array.from(channelSum(mul(signal, x)).dataSync(), Math.abs),
            byValue: Float32Array.from(channelSum(mul(signal, x)).dataSync()),
          };
        }),
      );
    });
    const orderOf = (i: number) => fromTheLargest(asked[i]?.gradient ?? []);

    it('the gradients of the 23 other pictures: 0.25, as with its own', async () => {
      const own = await all((i) => areaOf(i, orderOf(i)));
      const others = await all((i) =>
        meanOf(23, (by) => areaOf(i, orderOf((i + by) % labels.length))),
      );
      expect(rounded(mean(own))).toBe(0.25);
      expect(rounded(mean(others))).toBe(0.25);
      expect(own.filter((area, i) => area < (others[i] ?? 0))).toHaveLength(15);
    }, 300_000);

    it('the gradient’s order turned round, the darkest first: 0.39', async () => {
      const areas = await all((i) => areaOf(i, orderOf(i).reverse()));
      expect(rounded(mean(areas))).toBe(0.39);
    }, 60_000);

    it('the score instead of p: 1.10 in the gradient’s order, 0.95 at random, 0.59 for × input', async () => {
      const as = 'score';
      const own = await all((i) => areaOf(i, orderOf(i), { as }));
      expect(rounded(mean(own), 1)).toBe(1.1);
      const random = await all((i) =>
        meanOf(5, (seed) => areaOf(i, randomOrder(1024, seed), { as })),
      );
      expect(rounded(mean(random))).toBe(0.95);
      const byInput = await all((i) => areaOf(i, fromTheLargest(asked[i]?.byValue ?? []), { as }));
      expect(rounded(mean(byInput))).toBe(0.59);
    }, 300_000);

    it('random squares: 0.28 for 2×2, 0.30 for 4×4, 0.36 for 8×8, where single pixels have 0.22', async () => {
      const single = await all((i) => meanOf(5, (seed) => areaOf(i, randomOrder(1024, seed))));
      expect(rounded(mean(single))).toBe(0.22);
      const found: [number, number][] = [];
      for (const side of [2, 4, 8]) {
        const areas = await all((i) => meanOf(5, (seed) => areaOf(i, inSquares(side, seed))));
        found.push([
          rounded(mean(areas)),
          areas.filter((area, i) => area > (single[i] ?? 0)).length,
        ]);
      }
      expect(found).toEqual([
        [0.28, 17],
        [0.3, 15],
        [0.36, 20],
      ]);
    }, 300_000);

    it('× input by magnitude: 0.19; with black for grey 0.19 for the gradient, 0.14 at random', async () => {
      const byInput = await all((i) => areaOf(i, fromTheLargest(asked[i]?.byInput ?? [])));
      expect(rounded(mean(byInput))).toBe(0.19);
      const black = await all((i) => areaOf(i, orderOf(i), { fill: -1 }));
      expect(rounded(mean(black))).toBe(0.19);
      const random = await all((i) =>
        meanOf(5, (seed) => areaOf(i, randomOrder(1024, seed), { fill: -1 })),
      );
      expect(rounded(mean(random))).toBe(0.14);
    }, 120_000);
  });
});

describe('by hand', () => {
  it('1 − ReLU(1 − x) at 2: slope 0, and integrated gradients of 1 from 0', () => {
    const slope = (x: number) => (x < 1 ? 1 : 0);
    const points = Array.from({ length: 100 }, (_, i) => slope((2 * (i + 0.5)) / 100));
    expect(slope(2)).toBe(0);
    expect(2 * mean(points)).toBe(1);
  });

  it('p = (0.7, 0.2, 0.1): (0.3, −0.2, −0.1) for log p and (0.21, −0.14, −0.07) for p', () => {
    const found = tidy(() => {
      const logits = tensor2d([[0.7, 0.2, 0.1].map(Math.log)]);
      return [logProbability, probability].map((of) =>
        [...of('logits', 0).derivative(logits).dataSync()].map((value) => rounded(value)),
      );
    });
    expect(found).toEqual([
      [0.3, -0.2, -0.1],
      [0.21, -0.14, -0.07],
    ]);
  });

  it('SmoothGrad’s slope at 2: 16 % of the copies are below 1 for σ = 1, none in a million for σ = 0.2', () => {
    /** Share of a standard normal below −by, by the midpoint rule. */
    const below = (by: number) =>
      Array.from({ length: 10_000 }, (_, i) => -by - (i + 0.5) / 1000).reduce(
        (share, z) => share + Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI) / 1000,
        0,
      );
    expect(rounded(below(1 / 1))).toBe(0.16);
    expect(below(1 / 0.2)).toBeLessThan(1e-6);
  });
});
