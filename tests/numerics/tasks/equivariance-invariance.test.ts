import { memory, tidy } from '@tensorflow/tfjs-core';
import { beforeAll, expect, test } from 'vitest';

import {
  answerAt,
  period,
  probabilityAt,
  sameAnswers,
} from '#demos/equivariance-invariance/answers.ts';
import { curveOf, measuredShifts } from '#demos/equivariance-invariance/measuredShifts.ts';
import { labDefaults } from '#demos/equivariance-invariance/state.ts';
import { translate } from '#numerics/images/translate.ts';
import { preprocess } from '#numerics/network/images.ts';
import { networkOf } from '#numerics/network/networkOf.ts';
import { activationAt, run } from '#numerics/network/run.ts';
import correlation from '#numerics/tasks/check-shift-correlation.ts';
import mean from '#numerics/tasks/check-shift-mean.ts';
import network from '#numerics/tasks/check-shift-network.ts';
import rotation from '#numerics/tasks/check-shift-rotation.ts';
import stride from '#numerics/tasks/check-shift-stride.ts';
import map, { type MapInput } from '#numerics/tasks/equivariance-invariance-map.ts';
import shift, { type ShiftInput } from '#numerics/tasks/equivariance-invariance-shift.ts';

import { imagesOf, shippedModel, type LabelledImages } from '../network/shipped.ts';
import { startWasm } from '../wasm/wasmBackend.ts';
import { uninterruptedWith } from './uninterrupted.ts';

const models = { base: shippedModel('base'), 'flat-head': shippedModel('flat-head') };
const context = uninterruptedWith((name) => models[name as keyof typeof models]);
const { classes } = models.base.manifest;
const DOG = classes.indexOf('dog');
let teaching: LabelledImages;

beforeAll(async () => {
  await startWasm();
  teaching = await imagesOf('public/images/gallery-teaching.png', models.base.manifest);
});

const picture = (i: number) => teaching.pixels.slice(i * 3072, (i + 1) * 3072);
const { image, ...defaults } = labDefaults;
const moved = (change: Partial<ShiftInput>) =>
  shift({ ...defaults, pixels: picture(image), ...change }, context);
const everywhere = async (change: Partial<MapInput> = {}) => {
  const found = await map({ ...defaults, pixels: picture(image), reach: 8, ...change }, context);
  return { probabilities: found ?? [], classes: classes.length };
};
const errorAt = async (layer: string, change: Partial<ShiftInput>) =>
  (await moved(change)).layers.find((found) => found.layer === layer);

const light = [
  ['cross-correlation and ReLU commute with shifts of an image joined at its sides', correlation],
  ['subsampling by s keeps a shift exactly when s divides it', stride],
  ['the mean over all shifts is invariant, and so is the mean of an equivariant map', mean],
  ['a quarter turn passes the means of four turned kernels on from one to the next', rotation],
] as const;

test.each(light)('%s', async (_, check) => {
  const before = memory().numTensors;
  for (let seed = 1; seed <= 200; seed++) {
    const { statement, rows } = await check({ seed });
    for (const { label, value, tolerance } of rows) {
      expect(value, `${label}: ${statement} (seed ${seed})`).toBeLessThanOrEqual(tolerance);
    }
  }
  expect(memory().numTensors).toBe(before);
});

test('padded circularly, the trained network is invariant to shifts that its total stride divides', async () => {
  for (let seed = 1; seed <= 5; seed++) {
    const { rows } = await network({ seed }, context);
    for (const { value, tolerance } of rows) expect(value).toBeLessThanOrEqual(tolerance);
  }
});

test('one pixel turns the little dog on white from a cat, 26 % dog, into a dog with 65 %', async () => {
  const { before, after } = await moved({ right: 1 });
  expect(before[DOG]).toBeCloseTo(0.26, 2);
  expect(after[DOG]).toBeCloseTo(0.65, 2);
  expect(classes[before.indexOf(Math.max(...before))]).toBe('cat');
  expect(Math.max(...before)).toBeCloseTo(0.61, 2);
  expect(classes[after.indexOf(Math.max(...after))]).toBe('dog');
});

test('dog is at 31 and 57 % after two and three pixels, a cat and a dog, and no column of the dog has left', async () => {
  for (const [right, p, answer] of [
    [2, 0.31, 'cat'],
    [3, 0.57, 'dog'],
  ] as const) {
    const { after } = await moved({ right });
    expect(after[DOG]).toBeCloseTo(p, 2);
    expect(classes[after.indexOf(Math.max(...after))]).toBe(answer);
  }
  const pixels = picture(image);
  for (const column of [0, 1, 2, 3, 28, 29, 30, 31]) {
    for (let row = 0; row < 32; row++) {
      const at = (row * 32 + column) * 3;
      expect(Math.min(...pixels.subarray(at, at + 3))).toBeGreaterThan(245);
    }
  }
});

test('the first convolution has no error but at the border, and none with circular padding', async () => {
  const zero = await errorAt('conv1', { right: 1 });
  const circular = await errorAt('conv1', { right: 1, padding: 'circular' });
  expect(zero?.error).toBeCloseTo(0.5, 2);
  expect(circular?.error).toBeLessThan(1e-6);
});

test('moved by one pixel, conv1 differs in the five columns of the frames alone, by a quarter in squares', () => {
  const { manifest } = models.base;
  const [before, after] = [0, 1].map((right) =>
    tidy(() => {
      const pixels = translate(picture(image), [32, 32, 3], { down: 0, right });
      const maps = run(networkOf(models.base), preprocess(manifest, pixels, [32, 32]));
      return activationAt(maps, 'conv1').dataSync();
    }),
  );
  const expected = translate(before ?? [], [32, 32, 32], { down: 0, right: 1 });
  const squares = Array<number>(32).fill(0);
  let size = 0;
  expected.forEach((value, i) => {
    const column = Math.floor(i / 32) % 32;
    squares[column] = (squares[column] ?? 0) + ((after?.[i] ?? Number.NaN) - value) ** 2;
    size += value ** 2;
  });
  const differing = squares.flatMap((square, column) => (square > 1e-9 * size ? [column] : []));
  expect(differing).toEqual([0, 1, 2, 30, 31]);
  expect(squares.reduce((sum, square) => sum + square, 0) / size).toBeCloseTo(0.25, 2);
});

test('after a pooling there is a T′ for even shifts only, after two for multiples of four', async () => {
  for (const right of [1, 2, 3, 4]) {
    const change = { right, padding: 'circular' } as const;
    const [one, two] = [await errorAt('conv3', change), await errorAt('conv5', change)];
    expect(one?.jump).toBe(2);
    expect(two?.jump).toBe(4);
    expect(one?.whole).toBe(right % 2 === 0);
    expect(two?.whole).toBe(right % 4 === 0);
    expect((one?.error ?? 1) < 1e-5).toBe(right % 2 === 0);
    expect((two?.error ?? 1) < 1e-5).toBe(right % 4 === 0);
  }
});

test('with circular padding the answers repeat after four pixels, with zeros they do not', async () => {
  expect(period(await everywhere({ padding: 'circular' }))).toBe(4);
  expect(period(await everywhere())).toBeNull();
  expect(period(await everywhere({ padding: 'circular', network: 'flat-head' }))).toBeNull();
});

test('the map that the page brings along is the one that the network gives', async () => {
  const { firstMap } = measuredShifts();
  expect(firstMap.image).toBe(image);
  const found = await everywhere();
  firstMap.rounded.forEach((p, i) => expect(found.probabilities[i]).toBeCloseTo(p, 3));
  expect(answerAt(found, 0, 1)).toBe(DOG);
  expect(probabilityAt(found, 0, 0, DOG)).toBeCloseTo(0.26, 2);
  expect(sameAnswers(found)).toBeGreaterThan(0);
});

test('a cancelled map gives nothing', async () => {
  const stopped = { ...context, stopped: () => Promise.resolve(true) };
  expect(await map({ ...defaults, pixels: picture(0), reach: 8 }, stopped)).toBeNull();
});

test('the accuracies that were recorded unmoved are those of the networks', async () => {
  const measured = measuredShifts();
  expect(measured.images).toBe(500);
  for (const name of ['base', 'flat-head'] as const) {
    const gallery = await imagesOf('public/images/gallery.png', models[name].manifest);
    let right = 0;
    for (let i = 0; i < 50; i++) {
      const own = gallery.pixels.slice(i * 3072, (i + 1) * 3072);
      const { before } = await moved({ pixels: own, network: name });
      if (classes[before.indexOf(Math.max(...before))] === gallery.labels[i]) right++;
    }
    const which = { network: name, padding: 'zero', pooling: 'max', border: 'wrap' } as const;
    const recorded = curveOf(measured, which).shifts[0]?.accuracy ?? 0;
    expect(Math.abs(right / 50 - recorded)).toBeLessThan(0.1);
  }
});

test('the chapter says what was recorded', () => {
  const measured = measuredShifts();
  const base = { network: 'base', padding: 'zero', pooling: 'max', border: 'wrap' } as const;
  const percent = (which: typeof base | object, by: number, of: 'sameAnswer' | 'accuracy') => {
    const found = curveOf(measured, { ...base, ...which }).shifts.find(({ right }) => right === by);
    return Math.round(1000 * (found?.[of] ?? Number.NaN)) / 10;
  };
  const same = (which: object, shifts: number[]) =>
    shifts.map((by) => percent(which, by, 'sameAnswer'));
  expect(same({}, [3, 4, 16])).toEqual([93.6, 94.6, 76.6]);
  expect(same({ network: 'flat-head' }, [16])).toEqual([64]);
  expect(same({ padding: 'circular' }, [1, 2, 3, 4])).toEqual([88.6, 90.2, 89.2, 100]);
  expect(same({ padding: 'circular', pooling: 'blurredMax' }, [1, 2, 3, 4])).toEqual([
    96.6, 97.4, 96, 100,
  ]);
  expect(same({}, [1, 4])).toEqual([94.8, 94.6]);
  expect(same({ pooling: 'blurredMax' }, [1, 4])).toEqual([95.6, 91.8]);
  for (const by of [1, 2, 3, 4, 5, 6, 7]) {
    const flatHead = percent({ network: 'flat-head' }, by, 'sameAnswer');
    expect(Math.abs(flatHead - percent({}, by, 'sameAnswer'))).toBeLessThan(2);
  }
  const right = (which: object) => percent(which, 0, 'accuracy');
  expect([right({}), right({ padding: 'circular' })]).toEqual([90.8, 78.2]);
  expect([right({ pooling: 'blurredMax' }), right({ pooling: 'average' })]).toEqual([86, 39.4]);
  const flat = { network: 'flat-head' } as const;
  expect(right(flat) - right({ ...flat, padding: 'circular' })).toBeCloseTo(2.2, 5);
  const [one] = measured.onePixel;
  expect(one).toMatchObject({ ...base, border: 'mirror', changed: 60 / 500 });
  expect(one?.rightThatBecomeWrong).toBe(33 / 500);
});

test('nothing is left behind', async () => {
  await moved({ padding: 'circular' });
  const before = memory().numTensors;
  await moved({ padding: 'circular', right: 3 });
  await everywhere({ padding: 'circular', reach: 2 });
  expect(memory().numTensors).toBe(before);
});
