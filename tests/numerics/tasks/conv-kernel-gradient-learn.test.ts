import '@tensorflow/tfjs-backend-cpu';
import { memory, setBackend } from '@tensorflow/tfjs-core';
import sharp from 'sharp';
import { beforeAll, expect, test } from 'vitest';

import { sobel } from '#numerics/sobel.ts';
import learn, { type LearnInput } from '#numerics/tasks/conv-kernel-gradient-learn.ts';

const context = { progress: () => undefined, stopped: () => Promise.resolve(false) };
let photo: Uint8Array;

beforeAll(async () => {
  await setBackend('cpu');
  photo = await sharp('public/images/allium-oreophilum-96.png').extractChannel(0).raw().toBuffer();
});

const run = (change: Partial<LearnInput> = {}) =>
  learn(
    {
      photo,
      scene: 'photo',
      centred: true,
      seed: 1,
      stepSize: 2,
      steps: 100,
      turned: false,
      ...change,
    },
    context,
  );

test('a hundred steps take the loss below half a per cent and leave a weight 0.70 off', async () => {
  const { losses, worst } = await run();
  expect(losses[0]).toBeCloseTo(0.405, 3);
  expect(losses[100]).toBeCloseTo(0.0018, 4);
  expect((losses[100] ?? 1) / (losses[0] ?? 1)).toBeLessThan(0.005);
  expect(worst).toBeCloseTo(0.7, 2);
});

test('a thousand steps divide the loss by 36,000 and leave a weight 0.09 off', async () => {
  const { losses, worst } = await run({ steps: 1000 });
  expect(Math.round((losses[0] ?? 0) / (losses[1000] ?? 1) / 1000)).toBe(36);
  expect(worst).toBeCloseTo(0.09, 2);
});

test('with G turned the loss falls by one and a half per cent and then climbs', async () => {
  const { losses } = await run({ turned: true, steps: 400 });
  const [first = 0, lowest, last = 0] = [losses[0], Math.min(...losses), losses.at(-1)];
  expect(100 * (1 - lowest / first)).toBeCloseTo(1.5, 0);
  expect(last).toBeGreaterThan(4 * first);
});

test('the photograph without its mean has curvatures 0.00067 to 0.811, a ratio of 1,212', async () => {
  const { eigenvalues, largestStep } = await run({ steps: 0 });
  const [least = 0, most = 0] = [eigenvalues[0], eigenvalues.at(-1)];
  expect(least).toBeCloseTo(0.00067, 5);
  expect(most).toBeCloseTo(0.811, 3);
  expect(Math.round(most / least)).toBe(1212);
  expect(largestStep).toBeCloseTo(2.47, 2);
  expect(1 / (2 * least)).toBeCloseTo(750, -1);
});

test('with its mean the largest curvature is 4.59 and the largest step 0.435', async () => {
  const { eigenvalues, largestStep } = await run({ steps: 0, centred: false });
  expect(eigenvalues.at(-1)).toBeCloseTo(4.59, 2);
  expect(largestStep).toBeCloseTo(0.435, 3);
});

test('just below the largest step the loss falls, just above it rises', async () => {
  const { largestStep } = await run({ steps: 0 });
  const below = await run({ stepSize: 0.99 * largestStep, steps: 200 });
  const above = await run({ stepSize: 1.01 * largestStep, steps: 200 });
  expect(below.losses[200]).toBeLessThan(below.losses[0] ?? 0);
  expect(above.losses[200]).toBeGreaterThan(above.losses[0] ?? 0);
});

test('white noise teaches the whole kernel in ten steps', async () => {
  const { worst, eigenvalues } = await run({ scene: 'noise', stepSize: 11, steps: 10 });
  expect(worst).toBeLessThan(1e-6);
  expect((eigenvalues.at(-1) ?? 0) / (eigenvalues[0] ?? 1)).toBeLessThan(1.1);
});

test('equal rows teach the column sums −4, 0, 4 and leave the rest as it was drawn', async () => {
  const start = await run({ scene: 'row', steps: 0 });
  const { kernel, losses, worst } = await run({ scene: 'row', steps: 1000 });
  const columnSum = (values: readonly number[], column: number) =>
    [0, 3, 6].reduce((sum, row) => sum + (values[row + column] ?? 0), 0);
  const within = (values: readonly number[], tap: number) =>
    (values[tap] ?? 0) - columnSum(values, tap % 3) / 3;
  expect(losses.at(-1)).toBeLessThan(1e-10);
  for (const column of [0, 1, 2]) {
    expect(columnSum(kernel, column)).toBeCloseTo(columnSum(sobel, column), 3);
  }
  for (const tap of sobel.keys()) {
    expect(within(kernel, tap)).toBeCloseTo(within(start.kernel, tap), 3);
  }
  expect(worst).toBeGreaterThan(1);
});

test('a run taken up again gives the numbers of a run in one go', async () => {
  const whole = await run({ steps: 60 });
  const part = await run({ steps: 25 });
  const rest = await run({ steps: 60, from: part });
  expect(rest.losses).toEqual(whole.losses);
  expect(rest.kernel).toEqual(whole.kernel);
});

test('a run that is lost stops, and no run leaves a tensor behind', async () => {
  const before = memory().numTensors;
  const { diverged, losses } = await run({ stepSize: 5, steps: 1000 });
  expect(diverged).toBe(true);
  expect(losses.length).toBeLessThan(1001);
  expect(memory().numTensors).toBe(before);
});
