import { memory } from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, test } from 'vitest';

import { methodIds } from '#numerics/attribution/methods.ts';
import attributionMaps, {
  type AttributionMap,
  type AttributionMapsInput,
} from '#numerics/tasks/attribution-maps.ts';

import { imagesOf, shippedModel } from '../network/shipped.ts';
import { startWasm } from '../wasm/wasmBackend.ts';
import { uninterruptedWith } from './uninterrupted.ts';

const context = uninterruptedWith(model);
const models = new Map<string, ReturnType<typeof shippedModel>>();
function model(name: string) {
  const found = models.get(name) ?? shippedModel(name);
  models.set(name, found);
  return found;
}

const PICTURE = 32 * 32 * 3;
const CAT = 3;
let teaching: Uint8Array;
const picture = (i: number) => teaching.subarray(i * PICTURE, (i + 1) * PICTURE);

beforeAll(async () => {
  await startWasm();
  teaching = (await imagesOf('public/images/gallery-teaching.png', model('base').manifest)).pixels;
});

async function mapsOf(change: Partial<AttributionMapsInput> = {}) {
  const found = await attributionMaps(
    {
      pixels: picture(7),
      height: 32,
      width: 32,
      target: { kind: 'class', index: CAT, as: 'score' },
      methods: methodIds.map((id) => ({ id })),
      ...change,
    },
    context,
  );
  if (!found) throw new Error('Expected maps, found a cancelled task.');
  return found;
}

function present(maps: Awaited<ReturnType<typeof mapsOf>>['maps']): AttributionMap[] {
  return maps.filter((map) => 'values' in map);
}

describe('all methods on the cat', () => {
  test('have a map of one number a pixel, or a position of the last maps', async () => {
    const { maps, probabilities, value } = await mapsOf();
    expect(probabilities.indexOf(Math.max(...probabilities))).toBe(CAT);
    expect(Number.isFinite(value)).toBe(true);
    expect(present(maps).map(({ id }) => id)).toEqual(methodIds);
    for (const { id, values, height, width, onImage, signed, passes } of present(maps)) {
      const side = id === 'cam' || id === 'gradCam' ? 8 : 32;
      expect([height, width]).toEqual([side, side]);
      expect(values).toHaveLength(side * side);
      expect(onImage).toHaveLength(1024);
      expect(values.some((entry) => entry !== 0)).toBe(true);
      if (!signed) expect(Math.min(...values)).toBeGreaterThanOrEqual(0);
      if (id === 'occlusion') expect(passes.forward).toBe(50);
    }
  });

  test('leave no tensor behind, with or without a network of their own', async () => {
    await mapsOf();
    const before = memory().numTensors;
    await mapsOf();
    await mapsOf({ randomised: { layers: 2, seed: 1 } });
    expect(memory().numTensors).toBe(before);
  });

  test('the edge map is compared with itself as 1', async () => {
    const [map] = present((await mapsOf({ methods: [{ id: 'edges' }] })).maps);
    expect(map?.edges.rank).toBeCloseTo(1, 10);
    expect(map?.edges.similarity).toBeCloseTo(1, 10);
  });

  test('with no layer randomised each method agrees with itself, with all of them the gradient does not', async () => {
    const original = await mapsOf({ methods: [{ id: 'gradient' }, { id: 'edges' }] });
    const against = present(original.maps).map(({ onImage }) => onImage);
    const compared = async (layers: number) =>
      present(
        (
          await mapsOf({
            methods: [{ id: 'gradient' }, { id: 'edges' }],
            randomised: { layers, seed: 1 },
            against,
          })
        ).maps,
      ).map((map) => map.original?.rank);
    const [same, sameEdges] = await compared(0);
    expect([same, sameEdges].map((rho) => Math.round((rho ?? 0) * 1e6) / 1e6)).toEqual([1, 1]);
    const [changed, edges] = await compared(6);
    expect(Math.abs(changed ?? 1)).toBeLessThan(0.2);
    expect(edges).toBeCloseTo(1, 6);
  });

  test('a method that has no answer says so and the others go on', async () => {
    const { maps } = await mapsOf({
      target: { kind: 'unit', layer: 'conv3', channel: 28, row: 1, column: 11 },
      methods: [{ id: 'cam' }, { id: 'gradient' }],
    });
    expect(maps[0]).toMatchObject({ id: 'cam', missing: expect.stringContaining('classes only') });
    expect(maps[1]).toMatchObject({ id: 'gradient', width: 32 });
  });
});

test('a mosaic of two pictures is twice as wide, and so are its maps', async () => {
  const pixels = new Uint8Array(2 * PICTURE);
  for (let row = 0; row < 32; row++) {
    const line = 32 * 3;
    pixels.set(picture(7).subarray(row * line, (row + 1) * line), 2 * row * line);
    pixels.set(picture(0).subarray(row * line, (row + 1) * line), (2 * row + 1) * line);
  }
  const { maps } = await mapsOf({
    pixels,
    width: 64,
    methods: [{ id: 'gradCam' }, { id: 'gradient' }],
  });
  expect(present(maps).map(({ height, width }) => [height, width])).toEqual([
    [8, 16],
    [32, 64],
  ]);
});

test('a reader who cancels gets null, and nothing is left behind', async () => {
  await mapsOf();
  const before = memory().numTensors;
  let asked = 0;
  const found = await attributionMaps(
    {
      pixels: picture(7),
      height: 32,
      width: 32,
      target: { kind: 'class', index: CAT, as: 'score' },
      methods: [{ id: 'gradient' }, { id: 'occlusion' }],
      randomised: { layers: 1, seed: 1 },
    },
    { ...context, stopped: () => Promise.resolve(asked++ > 3) },
  );
  expect(found).toBeNull();
  expect(memory().numTensors).toBe(before);
});
