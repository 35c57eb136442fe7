import { memory } from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, test } from 'vitest';

import { disposeNetwork } from '#numerics/network/network.ts';
import { networkOf } from '#numerics/network/networkOf.ts';
import { faults } from '#numerics/network/faults.ts';
import { plantFault } from '#numerics/network/plantFault.ts';
import bench from '#numerics/tasks/visualization-methods-bench.ts';
import theCase, { EXCHANGED } from '#numerics/tasks/visualization-methods-case.ts';
import cascade from '#numerics/tasks/visualization-methods-cascade.ts';

import { imagesOf, shippedModel } from '../network/shipped.ts';
import { startWasm } from '../wasm/wasmBackend.ts';
import { uninterruptedWith } from './uninterrupted.ts';

const model = shippedModel('base');
const context = uninterruptedWith(model);
const NUMBERS = 32 * 32 * 3;
let pixels: Uint8Array;
let labels: number[];
const picture = (i: number) => pixels.subarray(i * NUMBERS, (i + 1) * NUMBERS);

beforeAll(async () => {
  await startWasm();
  const teaching = await imagesOf('public/images/gallery-teaching.png', model.manifest);
  pixels = teaching.pixels;
  labels = teaching.labels.map((name) => model.manifest.classes.indexOf(name));
});

describe('a planted fault', () => {
  test('frees what it made and leaves the sound network as it was', () => {
    const sound = networkOf(model);
    const before = memory().numTensors;
    for (const fault of faults) {
      const places = {
        first: 'conv1',
        maps: { layer: 'conv5', channels: 128 },
        head: 'logits',
        classes: [0, 1] as const,
      };
      disposeNetwork(plantFault(sound, fault, places, 3));
    }
    expect(memory().numTensors).toBe(before);
  });

  const look = (fault: (typeof faults)[number], image = 7) =>
    theCase({ pixels, labels, image, fault, seed: 2 }, context);

  test('that is none shows in no panel', async () => {
    const { likeness, suspect, sound } = await look('none');
    for (const rho of Object.values(likeness)) expect(rho).toBeCloseTo(1, 10);
    expect(suspect).toEqual(sound);
  });

  test.each(['head', 'labels'] as const)(
    'of the %s leaves kernels and maps the same to the last digit',
    async (fault) => {
      const { suspect, sound, likeness } = await look(fault);
      expect(suspect.kernels).toEqual(sound.kernels);
      expect(suspect.maps).toEqual(sound.maps);
      expect(likeness.gradient).toBeLessThan(0.5);
    },
  );

  test('of the labels exchanges two answers and no other', async () => {
    const { suspect, sound } = await look('labels');
    const [a, b] = EXCHANGED;
    const exchanged = sound.answers.plain.map((answer) =>
      answer === a ? b : answer === b ? a : answer,
    );
    expect(suspect.answers.plain).toEqual(exchanged);
  });

  test('of the colours turns the kernels’ red into blue', async () => {
    const { suspect, sound } = await look('colours');
    for (let tap = 0; tap < 25; tap++) {
      for (let colour = 0; colour < 3; colour++) {
        const at = (tap * 3 + colour) * 32;
        const mirrored = (tap * 3 + 2 - colour) * 32;
        expect(suspect.kernels.subarray(at, at + 32)).toEqual(
          sound.kernels.subarray(mirrored, mirrored + 32),
        );
      }
    }
  });

  test('of dead maps makes 64 of 128 zero', async () => {
    const { suspect } = await look('dead');
    const dark = Array.from({ length: 128 }, (_, channel) =>
      Array.from({ length: 64 }, (_, at) => suspect.maps[at * 128 + channel]).every((v) => v === 0),
    );
    expect(dark.filter(Boolean)).toHaveLength(64);
  });

  test('leaves no tensor behind when the case is closed', async () => {
    await look('colours');
    const before = memory().numTensors;
    for (const fault of faults) await look(fault, 3);
    expect(memory().numTensors).toBe(before);
  });
});

describe('the cascade', () => {
  test('goes from the trained network to one that is random throughout, from the top', async () => {
    const steps = await cascade(
      { pixels: picture(7), classIndex: 3, methods: [{ id: 'gradient' }], seed: 1 },
      context,
    );
    expect(steps?.map(({ layer }) => layer)).toEqual([
      null,
      'logits',
      'conv5',
      'conv4',
      'conv3',
      'conv2',
      'conv1',
    ]);
    expect(steps?.[0]?.maps[0]?.original).toBeNull();
    expect(steps?.slice(1).every(({ maps }) => maps[0]?.original !== null)).toBe(true);
  });

  test('that is cancelled gives null', async () => {
    const stopped = { ...context, stopped: () => Promise.resolve(true) };
    const input = {
      pixels: picture(7),
      classIndex: 3,
      methods: [{ id: 'gradient' }] as const,
      seed: 1,
    };
    expect(await cascade(input, stopped)).toBeNull();
  });
});

test('the bench times a run, and compares a randomised network’s maps with the trained network’s', async () => {
  const input = {
    pixels: picture(7),
    height: 32,
    width: 32,
    target: { kind: 'class', index: 3, as: 'score' } as const,
    methods: [{ id: 'edges' } as const],
  };
  const trained = await bench(input, context);
  const random = await bench({ ...input, randomised: { layers: 6, seed: 1 } }, context);
  expect(trained?.forwardMs).toBeGreaterThan(0);
  expect(trained?.maps[0]).toMatchObject({ original: null });
  expect(random?.maps[0]).toMatchObject({ original: { similarity: expect.closeTo(1, 6) } });
});
