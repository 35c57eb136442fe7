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
  gallery = { pixels: images.pixels, labels, atOnce: 25, laps: 1 };
});

const some = (count: number): HeadsInput => ({
  pixels: Array.from(gallery.pixels).slice(0, count * SIZE),
  labels: gallery.labels.slice(0, count),
  atOnce: 1,
  laps: 2,
});

test('of the 500 pictures of the gallery the pooled head gets 454 right and the flat one 457, and they agree on 450', async () => {
  const found = await heads(
    gallery,
    contextWith(() => performance.now()),
  );
  expect(found).toMatchObject({ pictures: 500 });
  expect([found?.pooled.right, found?.flat.right, found?.agree]).toEqual([454, 457, 450]);
}, 60_000);

test('the time of a picture is a 25th of the quickest lap, and the laps before the clock do not count', async () => {
  // The laps take 1, 2, 3, … ms, the networks in turn; the first two of each are not timed.
  let reading = 0;
  const clock = () => (reading++ % 2 === 0 ? 0 : reading / 2);
  const one = await heads(some(6), contextWith(clock));
  expect(one?.pooled.milliseconds).toBeCloseTo(5 / 25, 10);
  expect(one?.flat.milliseconds).toBeCloseTo(6 / 25, 10);
  reading = 0;
  const five = await heads({ ...some(6), atOnce: 5 }, contextWith(clock));
  expect(five?.pooled.milliseconds).toBeCloseTo(5 / 25, 10);
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
