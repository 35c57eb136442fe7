import { memory } from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { outcomeOf, stepsDefaults, stepsSchema } from '#demos/activation-gradient-steps/state.ts';
import { layerShape } from '#demos/network/layerShape.ts';
import { rankCorrelation } from '#numerics/attribution/rankCorrelation.ts';
import steps, { type UnitInput } from '#numerics/tasks/activation-gradient-steps-lab.ts';
import race from '#numerics/tasks/activation-gradient-steps-race.ts';
import topPatches from '#numerics/tasks/network-top-patches.ts';

import { imagesOf, shippedModel, type LabelledImages } from '../../numerics/network/shipped.ts';
import { startWasm } from '../../numerics/wasm/wasmBackend.ts';

const model = shippedModel('base');
const context = {
  progress: () => undefined,
  stopped: () => Promise.resolve(false),
  loadModel: () => Promise.resolve(model),
  now: () => performance.now(),
};
const NUMBERS = 32 * 32 * 3;
const sides = { conv1: 32, conv2: 16, conv3: 16, conv4: 8, conv5: 8 } as const;
const channels = { conv1: 32, conv2: 64, conv3: 64, conv4: 128, conv5: 128 } as const;
type Conv = keyof typeof sides;
let teaching: LabelledImages;
let gallery: LabelledImages;

beforeAll(async () => {
  await startWasm();
  teaching = await imagesOf('public/images/gallery-teaching.png', model.manifest);
  gallery = await imagesOf('public/images/gallery.png', model.manifest);
});

const picture = (i: number) => teaching.pixels.slice(i * NUMBERS, (i + 1) * NUMBERS);
const { layer, channel, row, column } = stepsDefaults;
const car = { layer, channel, row, column, of: 'z' } as const;
const ask = (image: number, change: Partial<UnitInput> = {}) =>
  steps({ pixels: picture(image), ...car, ...change }, context);

/** Twelve units near the middle of a layer's maps, others for each picture. */
async function middleUnits(name: Conv) {
  const found = [];
  for (let image = 0; image < 24; image++) {
    for (let k = 0; k < 12; k++) {
      const place = {
        layer: name,
        channel: (k * 37 + image * 11) % channels[name],
        row: sides[name] / 2 - 1 + (k % 2),
        column: sides[name] / 2 - 1 + ((k >> 1) % 2),
      };
      found.push(await ask(image, place));
    }
  }
  return found;
}

const mean = (values: number[]) => values.reduce((total, v) => total + v, 0) / values.length;
const norm = (values: Float32Array) => Math.sqrt(values.reduce((total, v) => total + v * v, 0));
const places = ({ stages }: Awaited<ReturnType<typeof ask>>) =>
  stages.map(({ place, inside, outside, box }) => [place, inside, box.height * box.width, outside]);

describe('the four steps on the car', () => {
  it('grow from one place to the 196 pixels of the box, and to none outside', async () => {
    const found = await ask(3);
    expect(found.z).toBeCloseTo(2.39, 2);
    expect(places(found)).toEqual([
      ['conv3.pre', 1, 1, 0],
      ['conv2', 9, 9, 0],
      ['pool1', 25, 25, 0],
      ['conv1', 100, 100, 0],
      ['input', 196, 196, 0],
    ]);
    expect(found.centre).toBeCloseTo(0.75, 2);
    expect(outcomeOf(found.centre)).toBe('middle');
    expect(found.stages.at(-1)?.box).toEqual({ row: 4, column: 10, height: 14, width: 14 });
  });

  it('give the same after the ReLU, for the unit is on', async () => {
    expect((await ask(3, { of: 'a' })).gradient).toEqual((await ask(3)).gradient);
  });

  it('end in a box cut to 8×8 for the unit in the corner', async () => {
    const image = (await ask(3, { row: 0, column: 0 })).stages.at(-1);
    expect(image).toMatchObject({ inside: 64, outside: 0 });
  });

  it('leave no tensor behind', async () => {
    await ask(3);
    const before = memory().numTensors;
    await ask(3, { of: 'a' });
    await ask(7, { layer: 'conv5', row: 1, column: 1 });
    expect(memory().numTensors).toBe(before);
  });
});

describe('the unit on the cat, which is off', () => {
  it('has a gradient before its ReLU and none after it', async () => {
    const place = { row: 7, column: 8 };
    const before = await ask(7, place);
    expect(before.z).toBeCloseTo(-2.53, 2);
    expect(before.centre).toBeCloseTo(0.82, 2);
    expect(before.stages.at(-1)?.inside).toBe(196);
    const after = await ask(7, { ...place, of: 'a' });
    expect(places(after).map(([name, inside]) => [name, inside])).toEqual([
      ['conv3', 1],
      ['conv3.pre', 0],
      ['conv2', 0],
      ['pool1', 0],
      ['conv1', 0],
      ['input', 0],
    ]);
    expect(after.centre).toBeNull();
    expect(outcomeOf(after.centre)).toBe('nothing');
  });

  it('has gradients that point elsewhere in every other picture', async () => {
    const gradients: Float32Array[] = [];
    for (let image = 0; image < 24; image++) {
      gradients.push((await ask(image, { row: 7, column: 8 })).gradient);
    }
    const cosines = gradients
      .flatMap((a, i) =>
        gradients.slice(i + 1).map((b) => {
          const dot = a.reduce((total, v, k) => total + v * (b[k] ?? 0), 0);
          return dot / (norm(a) * norm(b));
        }),
      )
      .sort((a, b) => a - b);
    expect(cosines).toHaveLength(276);
    expect(cosines[138]).toBeCloseTo(0.01, 2);
    expect(cosines[0]).toBeCloseTo(-0.41, 2);
    expect(cosines.at(-1)).toBeCloseTo(0.48, 2);
  });
});

describe('288 units near the middle of each layer', () => {
  const rows = [
    ['conv1', 5, 0.47, 169],
    ['conv2', 10, 0.66, 166],
    ['conv3', 14, 0.76, 230],
    ['conv4', 24, 0.75, 249],
    ['conv5', 30, 0.71, 164],
  ] as const;

  it.each(rows)(
    'of %s: box, energy in its middle quarter, how many are off',
    async (name, side, centre, off) => {
      const found = await middleUnits(name);
      const first = found[0]?.stages.at(-1)?.box;
      expect([first?.height, first?.width]).toEqual([side, side]);
      expect(mean(found.flatMap((unit) => unit.centre ?? []))).toBeCloseTo(centre, 2);
      expect(found.filter(({ z }) => z <= 0)).toHaveLength(off);
      expect(found.filter(({ stages }) => stages.some(({ outside }) => outside > 0))).toEqual([]);
    },
    60_000,
  );

  it('of conv3: large values do not go with large gradients', async () => {
    const found = await middleUnits('conv3');
    const rho = rankCorrelation(
      found.map(({ z }) => Math.abs(z)),
      found.map(({ gradient }) => norm(gradient)),
    );
    expect(rho).toBeCloseTo(0, 2);
    const of = (on: boolean) => found.filter(({ z }) => z > 0 === on);
    expect(mean(of(true).map(({ gradient }) => norm(gradient)))).toBeCloseTo(5.77, 2);
    expect(mean(of(false).map(({ gradient }) => norm(gradient)))).toBeCloseTo(6.14, 2);
  }, 60_000);
});

it('the eight patches that excite map 31 of conv3 most are all of cars', async () => {
  const found = await topPatches({ pixels: gallery.pixels, layer, channel, count: 8 }, context);
  expect(found.map(({ picture }) => gallery.labels[picture])).toEqual(Array(8).fill('automobile'));
  expect([found[0]?.value, found[7]?.value].map((v) => v?.toFixed(1))).toEqual(['10.9', '5.8']);
});

it('3,072 slopes by differences agree but for a few with one way back', async () => {
  const found = await race({ pixels: picture(3), layer, channel, row, column }, context);
  expect(found?.runs).toBe(3073);
  expect(found?.apart).toBe(9);
  expect(found?.gap).toBeCloseTo(0.15, 2);
}, 120_000);

it('a race that is stopped gives null', async () => {
  const stopped = { ...context, stopped: () => Promise.resolve(true) };
  const before = memory().numTensors;
  expect(await race({ pixels: picture(3), layer, channel, row, column }, stopped)).toBeNull();
  expect(memory().numTensors).toBe(before);
});

it('the link takes units that there are, and no others', () => {
  const schema = stepsSchema(model.manifest.layers.map(layerShape));
  expect(schema.safeParse(stepsDefaults).success).toBe(true);
  expect(schema.safeParse({ ...stepsDefaults, row: 16 }).success).toBe(false);
  expect(schema.safeParse({ ...stepsDefaults, set: 'gallery', image: 500 }).success).toBe(false);
});
