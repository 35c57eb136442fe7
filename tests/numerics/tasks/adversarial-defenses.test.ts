import { memory } from '@tensorflow/tfjs-core';
import { beforeAll, expect, test } from 'vitest';

import certifyPicture from '#numerics/tasks/adversarial-defenses-certify.ts';
import closeUp from '#numerics/tasks/adversarial-defenses-close.ts';
import count from '#numerics/tasks/adversarial-defenses-count.ts';

import { imagesOf, shippedModel } from '../network/shipped.ts';
import { startWasm } from '../wasm/wasmBackend.ts';
import { uninterruptedWith } from './uninterrupted.ts';

const model = shippedModel('base');
// One network behind every name: what is tested is how the tasks behave, not what they find.
const context = uninterruptedWith(model);
const NUMBERS = 32 * 32 * 3;
let pixels: Uint8Array;
let labels: number[];

beforeAll(async () => {
  await startWasm();
  const found = await imagesOf('public/images/gallery-teaching.png', model.manifest);
  pixels = found.pixels;
  labels = found.labels.map((name) => model.manifest.classes.indexOf(name));
});

const one = () => ({ pixels: pixels.subarray(7 * NUMBERS, 8 * NUMBERS), seed: 1 });
const some = () => ({
  pixels: pixels.subarray(0, 3 * NUMBERS),
  labels: labels.slice(0, 3),
  seed: 1,
});
const atOnce = { ...context, stopped: () => Promise.resolve(true) };

test('nothing is left behind, finished or cancelled', async () => {
  const run = async (world: typeof context) => {
    const close = { ...one(), label: 3, radius: 8 } as const;
    const counted = { ...some(), norm: 'linf', radii: [8 / 255] } as const;
    const drawn = { ...one(), network: 'base', sigma: 0.25, n: 30, alpha: 0.05 };
    return [
      await closeUp({ ...close, defence: 'quantise', attack: 'straightThrough' }, world),
      await count({ ...counted, defence: 'noise', attack: 'fgsm' }, world),
      await count({ ...counted, defence: 'none', attack: 'random' }, world),
      await certifyPicture(drawn, world),
    ];
  };
  await run(context);
  const before = memory().numTensors;
  expect((await run(context)).every((found) => found !== null)).toBe(true);
  expect(await run(atOnce)).toEqual([null, null, null, null]);
  expect(memory().numTensors).toBe(before);
});

test('a picture that nobody has labelled is driven away from the network’s own answer', async () => {
  const found = await closeUp(
    { ...one(), label: null, defence: 'none', attack: 'random', radius: 0 },
    context,
  );
  expect(found?.label).toBe(3);
  expect(found?.after).toEqual(found?.before);
});

test('a count is the same for the same seed, and tells what is done on the way', async () => {
  const partials: unknown[] = [];
  const input = {
    ...some(),
    defence: 'none',
    attack: 'pgd',
    norm: 'l2',
    radii: [0, 0.5],
  } as const;
  const telling = {
    ...context,
    progress: (_: number, partial?: unknown) => partial && partials.push(partial),
  };
  const found = await count(input, telling);
  expect(found?.right[0]).toBe(found?.clean);
  expect(partials.at(-1)).toEqual(found);
  expect(await count(input, context)).toEqual(found);
});
