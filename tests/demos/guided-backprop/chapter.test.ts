import { mul, relu, tensor1d } from '@tensorflow/tfjs-core';
import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { mosaicOf, mosaicSize } from '#demos/attribution/mosaic.ts';
import { drawQuestions } from '#demos/guided-backprop/drawQuestions.ts';
import {
  nobodyDefaults,
  nobodySchema,
  pathsDefaults,
  pathsOf,
  pathsSchema,
  questionsDefaults,
  questionsSchema,
} from '#demos/guided-backprop/state.ts';
import { alongTwoPaths, backTwoPaths, type TwoPaths } from '#numerics/attribution/twoPaths.ts';
import { rectifyBackward } from '#numerics/network/layers/relu.ts';
import { normal } from '#numerics/normal.ts';
import { mulberry32 } from '#numerics/random.ts';
import nobody from '#numerics/tasks/guided-backprop-nobody.ts';
import questions, { questionedRules } from '#numerics/tasks/guided-backprop-questions.ts';
import { recorded as pointing } from '#demos/grad-cam/recorded.ts';

import { imagesOf, shippedModel } from '../../numerics/network/shipped.ts';
import { startWasm } from '../../numerics/wasm/wasmBackend.ts';
import { uninterruptedWith } from '../../numerics/tasks/uninterrupted.ts';

const model = shippedModel('base');
const context = uninterruptedWith(model);
const NUMBERS = 32 * 32 * 3;
const [CAT, SHIP] = [3, 8];
let pixels: Uint8Array;
const picture = (i: number) => pixels.subarray(i * NUMBERS, (i + 1) * NUMBERS);

beforeAll(async () => {
  await startWasm();
  ({ pixels } = await imagesOf('public/images/gallery-teaching.png', model.manifest));
});

describe('what the chapter says of random kernels', () => {
  const drawings = (kernels: number, seed = nobodyDefaults.seed) => {
    const { side, tiles } = nobodyDefaults;
    const [tile = 0] = tiles;
    return nobody({ pixels: picture(tile), height: 32, width: 32, kernels, side, seed });
  };
  const cosines = async (kernels: number, seed?: number) =>
    Object.fromEntries((await drawings(kernels, seed)).map(({ rule, cosine }) => [rule, cosine]));

  it.each([
    [4, 0.3],
    [16, 0.59],
    [256, 0.91],
    [1024, 0.95],
  ])('with %i of them the guided map has a cosine of %f with the cat', async (kernels, cosine) => {
    expect((await cosines(kernels))['guided']).toBeCloseTo(cosine, 2);
  });

  it('the other two stay within 0.06 of 0, however many kernels there are', async () => {
    for (let doublings = 0; doublings <= 10; doublings++) {
      const { gradient, deconvnet } = await cosines(2 ** doublings);
      expect(Math.abs(gradient ?? 1)).toBeLessThan(0.065);
      expect(Math.abs(deconvnet ?? 1)).toBeLessThan(0.065);
    }
  });

  it('another seed tells the same story', async () => {
    for (const seed of [2, 3, 4]) {
      const { gradient, deconvnet, guided } = await cosines(256, seed);
      expect(guided).toBeGreaterThan(0.88);
      expect(Math.max(Math.abs(gradient ?? 1), Math.abs(deconvnet ?? 1))).toBeLessThan(0.08);
    }
  });

  it('the mean of the kernels that a patch switches on is p / (√(2π) |p|)', () => {
    const draw = normal(mulberry32(5));
    const patch = [1, -2, 0.5, 0];
    const length = Math.hypot(...patch);
    const mean = [0, 0, 0, 0];
    const count = 200_000;
    for (let n = 0; n < count; n++) {
      const kernel = patch.map(draw);
      if (kernel.reduce((sum, w, i) => sum + w * (patch[i] ?? 0), 0) <= 0) continue;
      kernel.forEach((w, i) => (mean[i] = (mean[i] ?? 0) + w / count));
    }
    mean.forEach((value, i) =>
      expect(value).toBeCloseTo((patch[i] ?? 0) / (Math.sqrt(2 * Math.PI) * length), 2),
    );
  });
});

describe('the table of one layer of ReLUs', () => {
  it.each([
    ['gradient', [-1, 0, 2, 0]],
    ['deconvnet', [0, 5, 2, 0]],
    ['guided', [0, 0, 2, 0]],
  ] as const)('%s', (rule, passed) => {
    const found = rectifyBackward(rule, tensor1d([-1, 5, 2, -3]), relu(tensor1d([2, -1, 3, -4])));
    expect([...found.dataSync()].map((value) => value + 0)).toEqual([...passed]);
  });
});

describe('the sum on paper', () => {
  const paths = pathsOf(pathsDefaults);
  it('everything is on at x = 1: 2, 1 and 1', () => {
    expect(alongTwoPaths(paths, 1)).toEqual({ z: [2, 1], last: 1, y: 1 });
  });
  it('the gradient is 8, the guided signal 2, and y = 1.08 at x = 1.01', () => {
    expect(questionedRules.map((rule) => backTwoPaths(paths, 1, rule).x)).toEqual([8, 2, 2]);
    expect(alongTwoPaths(paths, 1.01).y).toBeCloseTo(1.08, 10);
  });
  it('with x and 2x below, and weights 1 and −1, y falls by −1 and guided says +1', () => {
    const same = pathsOf({ lower: 'same', x: 1, v1: 1, v2: -1 });
    expect(backTwoPaths(same, 1, 'gradient').x).toBe(-1);
    expect(backTwoPaths(same, 1, 'guided').x).toBe(1);
    expect(alongTwoPaths(same, 1.01).y - alongTwoPaths(same, 1).y).toBeCloseTo(-0.01, 10);
  });
  it('sends back what the tensors’ rule sends, wherever one starts', () => {
    const draw = normal(mulberry32(8));
    for (let n = 0; n < 50; n++) {
      const two = () => [draw(), draw()] as const;
      const drawn: TwoPaths = { w: two(), b: two(), v: two(), c: draw() };
      const x = draw();
      const { z: before, last } = alongTwoPaths(drawn, x);
      for (const rule of questionedRules) {
        const top = rectifyBackward(rule, tensor1d([1]), relu(tensor1d([last])));
        const below = rectifyBackward(rule, mul(tensor1d([...drawn.v]), top), relu([...before]));
        const sum = mul(below, tensor1d([...drawn.w])).dataSync();
        expect(backTwoPaths(drawn, x, rule).x).toBeCloseTo((sum[0] ?? 0) + (sum[1] ?? 0), 5);
      }
    }
  });
});

describe('two questions about the cat', () => {
  const ask = async (
    tiles: readonly number[],
    classes: [number, number],
    switches: 'own' | 'forgotten' = 'own',
  ) => {
    const size = mosaicSize(tiles.length);
    const input = { pixels: mosaicOf(tiles.map(picture)), ...size, classes, switches };
    const found = await questions(input, context);
    return Object.fromEntries(
      drawQuestions(found, size).map(({ rule, cosines }) => [rule, cosines.at(-1)]),
    );
  };
  it('“why cat?” and “why ship?” have guided maps with a cosine of 0.90', async () => {
    const found = await ask([7], [CAT, SHIP]);
    expect(found['guided']).toBeCloseTo(0.9, 2);
    expect(found['gradient']).toBeLessThan(0);
  });
  it('beside a ship, 0.73', async () => {
    expect((await ask([7, 20], [CAT, SHIP]))['guided']).toBeCloseTo(0.73, 2);
  });
  it('without switches every picture gets the same deconvnet map for a class, and only that', async () => {
    const mapsOf = async (tile: number) => {
      const input = { pixels: picture(tile), height: 32, width: 32 };
      const classes: [number, number] = [CAT, SHIP];
      const { rules } = await questions({ ...input, classes, switches: 'forgotten' }, context);
      return Object.fromEntries(rules.map(({ rule, maps }) => [rule, maps[0]]));
    };
    const [cat, other] = [await mapsOf(7), await mapsOf(20)];
    expect(cat['deconvnet']).toEqual(other['deconvnet']);
    expect(cat['guided']).not.toEqual(other['guided']);
  });
  it('one question asked twice has one answer', async () => {
    const found = await ask([7], [CAT, CAT]);
    for (const rule of questionedRules) expect(found[rule]).toBeCloseTo(1, 5);
  });
});

const ruleSchema = z.object({
  second: z.array(z.number()),
  last: z.array(z.number()),
  picture: z.number(),
  alongPicture: z.number(),
  negative: z.number(),
});
const trainedSchema = ruleSchema.extend({
  otherPicture: z.number(),
  against: z.number(),
  forgotten: z.number(),
  pictureForgotten: z.number(),
  rise: z.number(),
});
const perRule = <Schema extends z.ZodType>(schema: Schema) =>
  z.object({ gradient: schema, deconvnet: schema, guided: schema });
const recorded = z
  .object({
    pictures: z.int(),
    step: z.number(),
    trained: perRule(trainedSchema),
    random: perRule(ruleSchema),
  })
  .parse(JSON.parse(readFileSync('content/chapters/guided-backprop/questions.json', 'utf8')));

describe('what the chapter says of 500 pictures is what was recorded', () => {
  const { trained, random } = recorded;
  const shown = (values: readonly number[]) => values.map((value) => value.toFixed(2));

  it('500 pictures, and a step of 0.5', () => {
    expect([recorded.pictures, recorded.step]).toEqual([500, 0.5]);
  });
  it('maps of the answer and of the second class: −0.24, 0.59, 0.91', () => {
    const maps = questionedRules.map((rule) => trained[rule].second.at(-1) ?? Number.NaN);
    expect(shown(maps)).toEqual(['-0.24', '0.59', '0.91']);
  });
  it('of the answer and of the last class: −0.16, 0.59, 0.92', () => {
    const maps = questionedRules.map((rule) => trained[rule].last.at(-1) ?? Number.NaN);
    expect(shown(maps)).toEqual(['-0.16', '0.59', '0.92']);
  });
  it('the same class in another picture: 0.00, 0.05, 0.00', () => {
    expect(shown(questionedRules.map((rule) => trained[rule].otherPicture))).toEqual([
      '0.00',
      '0.05',
      '0.00',
    ]);
  });
  it('behind each ReLU', () => {
    expect(shown(trained.guided.second.slice(0, 6))).toEqual(
      '-0.08 0.34 0.55 0.72 0.81 0.87'.split(' '),
    );
    expect(shown(random.guided.second.slice(0, 6))).toEqual(
      '0.03 0.39 0.68 0.86 0.92 0.96'.split(' '),
    );
    expect(shown(trained.gradient.second.slice(0, 6))).toEqual(
      '-0.08 -0.08 -0.14 -0.22 -0.23 -0.24'.split(' '),
    );
  });
  it('49 % of a guided map’s numbers are negative, and 47 % contradict the gradient', () => {
    expect(trained.guided.negative.toFixed(2)).toBe('0.49');
    expect(trained.guided.against.toFixed(2)).toBe('0.47');
  });
  it('a step raises the score by 2.53 along the gradient and 0.24 along the guided map', () => {
    expect(shown([trained.gradient.rise, trained.guided.rise])).toEqual(['2.53', '0.24']);
  });
  it('all guided maps have a positive product with their picture, 48 % of the gradients, 99 % of the deconvnet’s', () => {
    expect(trained.guided.alongPicture).toBe(1);
    expect(trained.gradient.alongPicture.toFixed(2)).toBe('0.48');
    expect(trained.deconvnet.alongPicture.toFixed(2)).toBe('0.99');
    expect(trained.deconvnet.picture.toFixed(2)).toBe('0.14');
  });
  it('cosine with the picture: 0.26 trained, 0.63 random', () => {
    expect(shown([trained.guided.picture, random.guided.picture])).toEqual(['0.26', '0.63']);
  });
  it('switches forgotten: the guided maps’ cosine with the picture grows from 0.26 to 0.35', () => {
    expect(shown([trained.guided.picture, trained.guided.pictureForgotten])).toEqual([
      '0.26',
      '0.35',
    ]);
  });
  it('switches forgotten: 0.72 guided, 0.04 deconvnet', () => {
    expect(shown([trained.guided.forgotten, trained.deconvnet.forgotten])).toEqual([
      '0.72',
      '0.04',
    ]);
  });
  it('in mosaics the largest value lies in the asked picture 210 times of 240', () => {
    expect(pointing.settings['guided backpropagation']?.hits).toBe(210);
    expect(pointing.questions).toBe(240);
  });
});

describe('the cascade’s record', () => {
  const { methods } = z
    .object({
      methods: z.record(
        z.string(),
        z.object({ original: z.array(z.object({ rank: z.object({ mean: z.number() }) })) }),
      ),
    })
    .parse(JSON.parse(readFileSync('content/chapters/visualization-methods/cascade.json', 'utf8')));
  const ranks = (id: string) => (methods[id]?.original ?? []).map(({ rank }) => rank.mean);

  it('guided: 0.94, 0.67 and 0.47 with one, five and six random layers; the gradient about 0', () => {
    const guided = ranks('guidedBackpropagation');
    expect([guided[1], guided[5], guided[6]].map((value) => value?.toFixed(2))).toEqual([
      '0.94',
      '0.67',
      '0.47',
    ]);
    for (const value of ranks('gradient').slice(1)) expect(Math.abs(value)).toBeLessThan(0.01);
  });
});

describe('a link to the figures', () => {
  it('may hold any state that can be set', () => {
    expect(nobodySchema.safeParse({ ...nobodyDefaults, doublings: 10, side: 7 }).success).toBe(
      true,
    );
    expect(pathsSchema.safeParse({ ...pathsDefaults, lower: 'same', v1: -3 }).success).toBe(true);
    expect(
      questionsSchema(10).safeParse({ ...questionsDefaults, tiles: [7, 20], bet: 'alike' }).success,
    ).toBe(true);
  });
  it('is refused for a side, a place or a class that there is not', () => {
    expect(nobodySchema.safeParse({ ...nobodyDefaults, side: 4 }).success).toBe(false);
    expect(pathsSchema.safeParse({ ...pathsDefaults, x: 4 }).success).toBe(false);
    expect(questionsSchema(10).safeParse({ ...questionsDefaults, first: 10 }).success).toBe(false);
  });
});
