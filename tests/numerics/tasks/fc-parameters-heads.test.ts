import { memory } from '@tensorflow/tfjs-core';
import { beforeAll, expect, test } from 'vitest';

import heads, { type HeadsInput } from '#numerics/tasks/fc-parameters-heads.ts';

import { imagesOf, shippedModel } from '../network/shipped.ts';
import { startWasm } from '../wasm/wasmBackend.ts';

const models = { base: shippedModel('base'), 'flat-head': shippedModel('flat-head') };
const SIZE = 32 * 32 * 3;
let gallery: HeadsInput;

/** A clock that says whatever the test wants. */
const contextWith = (now: () => number, stopped = false) => ({
  progress: () => undefined,
  stopped: () => Promise.resolve(stopped),
  loadModel: (name: string) => Promise.resolve(models[name as keyof typeof models]),
  now,
});

beforeAll(async () => {
  await startWasm();
  const { classes } = models.base.manifest;
  const images = await imagesOf('public/images/gallery.png', models.base.manifest);
  const labels = images.labels.map((label) => classes.indexOf(label));
  gallery = { pixels: images.pixels, labels, atOnce: 1 };
});

const some = (count: number): HeadsInput => ({
  pixels: Array.from(gallery.pixels).slice(0, count * SIZE),
  labels: gallery.labels.slice(0, count),
  atOnce: 1,
});

test('of the 500 pictures of the gallery the pooled head gets 454 right and the flat one 457, and they agree on 450', async () => {
  const found = await heads(
    gallery,
    contextWith(() => performance.now()),
  );
  expect(found).toMatchObject({ pictures: 500 });
  expect([found?.pooled.right, found?.flat.right, found?.agree]).toEqual([454, 457, 450]);
}, 60_000);

test('the time of a picture is the median of its runs, divided by the pictures at once', async () => {
  // Every reading of the clock is 8 ms after the last, so that every run takes 8 ms.
  let time = 0;
  const clock = () => (time += 8);
  const alone = await heads(some(6), contextWith(clock));
  expect([alone?.pooled.milliseconds, alone?.flat.milliseconds]).toEqual([8, 8]);
  const four = await heads({ ...some(6), atOnce: 4 }, contextWith(clock));
  expect(four?.pooled.milliseconds).toBe(2);
});

test('a reader who cancels gets nothing, and nothing is left behind', async () => {
  await heads(
    some(4),
    contextWith(() => 0),
  );
  const before = memory().numTensors;
  expect(
    await heads(
      some(4),
      contextWith(() => 0, true),
    ),
  ).toBeNull();
  await heads(
    some(4),
    contextWith(() => 0),
  );
  expect(memory().numTensors).toBe(before);
});
