import { memory } from '@tensorflow/tfjs-core';
import { beforeAll, expect, test } from 'vitest';

import { preprocess } from '#numerics/network/images.ts';
import { networkOf } from '#numerics/network/networkOf.ts';
import { valuesInBatches } from '#numerics/network/valuesInBatches.ts';
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
  gallery = { pixels: images.pixels, labels, atOnce: 25, rounds: 1 };
});

const some = (count: number): HeadsInput => ({
  pixels: Array.from(gallery.pixels).slice(0, count * SIZE),
  labels: gallery.labels.slice(0, count),
  atOnce: 5,
  rounds: 6,
});

test('of the 500 pictures of the gallery the pooled head gets 454 right and the flat one 457, and they agree on 450', async () => {
  const found = await heads(
    gallery,
    contextWith(() => performance.now()),
  );
  expect(found).toMatchObject({ pictures: 500 });
  expect([found?.pooled.right, found?.flat.right, found?.agree]).toEqual([454, 457, 450]);
}, 60_000);

test('the pooled network and its twin, of one architecture, agree on 453 of them and are both wrong on 30; the two heads on 450 and 23', async () => {
  const pixels = gallery.pixels;
  const wrong: boolean[][] = [];
  const given: number[][] = [];
  for (const name of ['base', 'twin', 'flat-head']) {
    const model = shippedModel(name);
    const x = preprocess(model.manifest, pixels, [32, 32]);
    const logits = await valuesInBatches(
      networkOf(model),
      x,
      'logits',
      contextWith(() => 0),
    );
    x.dispose();
    const classes = gallery.labels.map((_, i) => {
      const own = (logits ?? new Float32Array()).subarray(10 * i, 10 * i + 10);
      return own.indexOf(Math.max(...own));
    });
    given.push(classes);
    wrong.push(gallery.labels.map((label, i) => classes[i] !== label));
  }
  const [base = [], twin = [], flat = []] = given;
  const [baseWrong = [], twinWrong = [], flatWrong = []] = wrong;
  const same = (a: number[], b: number[]) => a.filter((found, i) => found === b[i]).length;
  const both = (a: boolean[], b: boolean[]) => a.filter((is, i) => is && b[i]).length;
  expect([same(base, twin), both(baseWrong, twinWrong)]).toEqual([453, 30]);
  expect([same(base, flat), both(baseWrong, flatWrong)]).toEqual([450, 23]);
}, 60_000);

/** A clock on which the n-th lap takes what `lap(n)` says; it is read before and after each. */
function clockOf(lap: (n: number) => number) {
  let reading = 0;
  return () => {
    const n = Math.floor(reading / 2);
    return reading++ % 2 === 0 ? 0 : lap(n);
  };
}

test('the time of a picture is a 25th of the median lap, and the two rounds before the clock do not count', async () => {
  const found = await heads(some(6), contextWith(clockOf((n) => (n < 6 ? 1000 : 50))));
  expect(found?.pooled.milliseconds).toBe(2);
  expect(found?.flat.milliseconds).toBe(2);
  expect(found?.ratio).toEqual({ median: 1, low: 1, high: 1 });
  const one = await heads({ ...some(6), atOnce: 1, rounds: 1 }, contextWith(clockOf(() => 50)));
  expect(one?.pooled.milliseconds).toBe(2);
});

test('who runs first, second or third is as often the one as the other: a lap that comes later and takes longer does not make a head slow', async () => {
  const found = await heads(some(6), contextWith(clockOf((n) => 50 + 10 * (n % 3))));
  expect(found?.ratio.median).toBeCloseTo(1, 1);
  expect(found?.ratio.low).toBeLessThan(1);
  expect(found?.ratio.high).toBeGreaterThan(1);
  expect(found?.control.low).toBeLessThan(1);
  expect(found?.control.high).toBeGreaterThan(1);
});

test('a reader who cancels gets nothing, and nothing is left behind', async () => {
  await heads(
    { ...some(5), rounds: 1 },
    contextWith(() => 0),
  );
  const before = memory().numTensors;
  expect(
    await heads(
      { ...some(5), rounds: 1 },
      contextWith(() => 0, true),
    ),
  ).toBeNull();
  await heads(
    { ...some(5), rounds: 1 },
    contextWith(() => 0),
  );
  expect(memory().numTensors).toBe(before);
});
