import { readFileSync } from 'node:fs';

import {
  grad,
  memory,
  relu,
  sum,
  tensor1d,
  tensor4d,
  tidy,
  util,
  type Tensor,
} from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { outcomeOf, stepsDefaults, stepsSchema } from '#demos/activation-gradient-steps/state.ts';
import { layerShape } from '#demos/network/layerShape.ts';
import { rankCorrelation } from '#numerics/attribution/rankCorrelation.ts';
import { preprocess } from '#numerics/network/images.ts';
import { networkOf } from '#numerics/network/networkOf.ts';
import { activationAt, run } from '#numerics/network/run.ts';
import { scalarGradient } from '#numerics/network/scalarGradient.ts';
import { unit } from '#numerics/network/scalars.ts';
import { pixelsSeen, receptiveFields } from '#numerics/receptiveField.ts';
import steps, { type UnitInput } from '#numerics/tasks/activation-gradient-steps-lab.ts';
import race, { STEP } from '#numerics/tasks/activation-gradient-steps-race.ts';
import topPatches from '#numerics/tasks/network-top-patches.ts';

import { imagesOf, shippedModel, type LabelledImages } from '../../numerics/network/shipped.ts';
import { startWasm } from '../../numerics/wasm/wasmBackend.ts';
import { uninterruptedWith } from '../../numerics/tasks/uninterrupted.ts';

const model = shippedModel('base');
const context = uninterruptedWith(model);
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
const middlePlaces = (name: Conv) =>
  Array.from({ length: 24 * 12 }, (_, i) => {
    const [image, k] = [Math.floor(i / 12), i % 12];
    return {
      image,
      layer: name,
      channel: (k * 37 + image * 11) % channels[name],
      row: sides[name] / 2 - 1 + (k % 2),
      column: sides[name] / 2 - 1 + ((k >> 1) % 2),
    };
  });

async function middleUnits(name: Conv) {
  const found = [];
  for (const { image, ...place } of middlePlaces(name)) found.push(await ask(image, place));
  return found;
}

/** z of a unit, and its slopes by all 3,072 numbers of a picture: three colours each pixel. */
function slopesOf(
  image: number,
  place: { layer: string; channel: number; row: number; column: number },
): { z: number; slopes: Float32Array } {
  return tidy(() => {
    const x = preprocess(model.manifest, picture(image), [32, 32]);
    const scalar = unit(`${place.layer}.pre`, [place.row, place.column, place.channel]);
    const { value, signal } = scalarGradient(networkOf(model), x, scalar);
    return {
      z: value.dataSync()[0] ?? Number.NaN,
      slopes: Float32Array.from(signal.dataSync()),
    };
  });
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

  it('has gradients that point elsewhere in every other picture', () => {
    const gradients = Array.from(
      { length: 24 },
      (_, image) => slopesOf(image, { ...car, row: 7, column: 8 }).slopes,
    );
    const cosines = gradients
      .flatMap((a, i) =>
        gradients.slice(i + 1).map((b) => {
          const dot = a.reduce((total, v, k) => total + v * (b[k] ?? 0), 0);
          return dot / (norm(a) * norm(b));
        }),
      )
      .sort((a, b) => a - b);
    expect(cosines).toHaveLength(276);
    expect(mean(cosines.slice(137, 139)).toFixed(2)).toBe('0.04');
    expect([cosines[0], cosines.at(-1)].map((v) => v?.toFixed(2))).toEqual(['-0.33', '0.47']);
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

  it('of conv3: large values do not go with large gradients', () => {
    const found = middlePlaces('conv3').map(({ image, ...place }) => slopesOf(image, place));
    const rho = rankCorrelation(
      found.map(({ z }) => Math.abs(z)),
      found.map(({ slopes }) => norm(slopes)),
    );
    expect(rho).toBeCloseTo(0, 2);
    const of = (on: boolean) => found.filter(({ z }) => z > 0 === on);
    expect(mean(of(true).map(({ slopes }) => norm(slopes))).toFixed(1)).toBe('3.9');
    expect(mean(of(false).map(({ slopes }) => norm(slopes))).toFixed(1)).toBe('4.2');
  }, 60_000);

  it('z has a gradient that is not zero at every one of the 1,440', () => {
    const all = (Object.keys(sides) as Conv[]).flatMap(middlePlaces);
    expect(all).toHaveLength(1440);
    expect(all.filter(({ image, ...place }) => norm(slopesOf(image, place).slopes) === 0)).toEqual(
      [],
    );
  }, 60_000);
});

it('the eight patches that excite map 31 of conv3 most are all of cars', async () => {
  const found = await topPatches({ pixels: gallery.pixels, layer, channel, count: 8 }, context);
  expect(found.map(({ picture }) => gallery.labels[picture])).toEqual(Array(8).fill('automobile'));
  expect([found[0]?.value, found[7]?.value].map((v) => v?.toFixed(1))).toEqual(['10.9', '5.8']);
});

it('of the 50 pictures that excite it most 26 are of cars, and 73 of 500 do half as much as the eighth', async () => {
  const found = await topPatches({ pixels: gallery.pixels, layer, channel, count: 500 }, context);
  expect(found).toHaveLength(500);
  const eighth = found[7]?.value ?? Number.NaN;
  expect(found.filter(({ value }) => value >= eighth / 2)).toHaveLength(73);
  const labels = found.slice(0, 50).map(({ picture }) => gallery.labels[picture]);
  expect(labels.filter((label) => label === 'automobile')).toHaveLength(26);
  for (const name of new Set(gallery.labels)) {
    expect(gallery.labels.filter((label) => label === name)).toHaveLength(50);
  }
});

it('the car of the first picture excites the map at most at the unit of the figure, with 2.4', async () => {
  const [found] = await topPatches({ pixels: picture(3), layer, channel, count: 1 }, context);
  expect(found).toMatchObject({ row, column });
  expect(found?.value.toFixed(1)).toBe('2.4');
});

it('3,072 slopes by differences agree but for a few with one way back', async () => {
  const found = await race({ pixels: picture(3), layer, channel, row, column }, context);
  expect(found?.runs).toBe(3073);
  expect(found?.apart).toBe(9);
  expect(found?.gap).toBeCloseTo(0.15, 2);
}, 120_000);

it('where they do not, at three pixels in all colours, a ReLU or a maximum that the unit reads has switched', async () => {
  const network = networkOf(model);
  const found = await ask(3);
  const boxes = Object.fromEntries(found.stages.map(({ place, box }) => [place, box]));
  const within = (place: string, at: number, width: number, depth: number) => {
    const box = boxes[place];
    if (!box) throw new Error(place);
    const [r, c] = [Math.floor(at / (width * depth)), Math.floor(at / depth) % width];
    return (
      r >= box.row && r < box.row + box.height && c >= box.column && c < box.column + box.width
    );
  };
  /** On or off, for the ReLUs that the unit reads, and who wins in the poolings that it reads. */
  const look = (values: Float32Array) =>
    tidy(() => {
      const x = tensor4d(values, [1, 32, 32, 3]);
      const activations = run(network, x, { to: `${layer}.pre`, pre: true });
      const [one, two, z] = ['conv1.pre', 'conv2.pre', `${layer}.pre`].map((place) =>
        activationAt(activations, place).dataSync<'float32'>(),
      );
      const open = (place: string, all: Float32Array, width: number, depth: number) =>
        Array.from(all.keys())
          .filter((at) => within(place, at, width, depth))
          .map((at) => Number((all[at] ?? 0) > 0));
      const first = one ?? new Float32Array(0);
      const winners = Array.from({ length: 16 * 16 * 32 }, (_, at) => at)
        .filter((at) => within('pool1', at, 16, 32))
        .map((at) => {
          const [r, c, k] = [Math.floor(at / 512), Math.floor(at / 32) % 16, at % 32];
          const four = [0, 1, 32, 33].map((by) => {
            const value = first[(2 * r * 32 + 2 * c + by) * 32 + k] ?? Number.NaN;
            return Math.max(0, value);
          });
          return four.indexOf(Math.max(...four));
        });
      return {
        gates: [
          ...open('conv1', first, 32, 32),
          ...open('conv2', two ?? new Float32Array(0), 16, 64),
          ...winners,
        ],
        z: z?.[(row * 16 + column) * 64 + channel] ?? Number.NaN,
      };
    });
  const { slopes } = slopesOf(3, car);
  const largest = slopes.reduce((most, slope) => Math.max(most, Math.abs(slope)), 0);
  const values = Float32Array.from(picture(3), (byte) => byte / 127.5 - 1);
  const before = look(values);
  const box = found.stages.at(-1)?.box ?? { row: 0, column: 0, height: 0, width: 0 };
  let [numbers, switched] = [0, 0];
  const apart: number[] = [];
  for (let r = box.row; r < box.row + box.height; r++) {
    for (let i = (r * 32 + box.column) * 3; i < (r * 32 + box.column + box.width) * 3; i++) {
      const changed = values.slice();
      changed[i] = (changed[i] ?? 0) + STEP;
      const after = look(changed);
      const gap = Math.abs((after.z - before.z) / STEP - (slopes[i] ?? 0)) / largest;
      const hasSwitched = after.gates.some((gate, at) => gate !== before.gates[at]);
      numbers++;
      if (hasSwitched) switched++;
      if (gap > 0.01) {
        expect(hasSwitched).toBe(true);
        apart.push(i);
      }
    }
  }
  expect(numbers).toBe(588);
  expect(apart).toHaveLength(9);
  expect(new Set(apart.map((i) => Math.floor(i / 3))).size).toBe(3);
  expect(switched).toBe(139);
}, 120_000);

it('the way back to the image takes as many multiplications as the way there: 16.6 million', () => {
  let [there, back] = [0, 0];
  for (const entry of model.manifest.layers.slice(0, 4)) {
    if (entry.type !== 'conv') continue;
    const [h = 0, w = 0, cin = 0] = entry.inputShape;
    const [rows = 0, columns = 0, cout = 0] = entry.outputShape;
    const taps = entry.kernelSize[0] * entry.kernelSize[1];
    there += rows * columns * taps * cin * cout;
    // The transpose is a convolution over the padded signal, with the channels' roles exchanged.
    back += h * w * taps * cout * cin;
  }
  expect([there, back]).toEqual([16_613_376, 16_613_376]);
});

it('three 3×3 convolutions and two poolings: r = 18, j = 4, start −7, and unit 5 sees pixels 13 to 30', () => {
  const conv = {
    kernelSize: [3, 3] as [number, number],
    padding: { top: 1, bottom: 1, left: 1, right: 1 },
  };
  const pool = { kernelSize: [2, 2] as [number, number], stride: 2 };
  const view = receptiveFields([conv, pool, conv, pool, conv], [64, 64]).at(-1);
  expect([view?.size[0], view?.jump[0], view?.start[0]]).toEqual([18, 4, -7]);
  if (!view) throw new Error('Expected five layers.');
  expect(pixelsSeen(view, [5, 5], [64, 64]).rows).toEqual([13, 31]);
});

it('a whole map without a one-hot signal: TensorFlow.js gives the gradient of its sum', () => {
  tidy(() => {
    const x = tensor1d([1, -2, 3]);
    const map = (input: Tensor) => relu(input.mul(input).sub(1));
    const total = (input: Tensor) => sum(map(input));
    expect([...grad(map)(x).dataSync()]).toEqual([...grad(total)(x).dataSync()]);
  });
});

it('a picture of 96×96 takes 27,649 runs: one for each of its numbers, and the unchanged one', () => {
  const quiz = parse(
    readFileSync('content/chapters/activation-gradient-steps/quiz.yaml', 'utf8'),
  ) as { items: { id: string; answer?: unknown }[] };
  const { answer } = quiz.items.find(({ id }) => id === 'ags-runs') ?? {};
  expect(answer).toBe(27_649);
  expect(answer).toBe(util.sizeFromShape([96, 96, 3]) + 1);
});

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
