import '@tensorflow/tfjs-backend-cpu';
import { memory, setBackend } from '@tensorflow/tfjs-core';
import sharp from 'sharp';
import { beforeAll, expect, test } from 'vitest';

import { naiveForward, naiveKernelGradient, type Array4D } from '#numerics/conv/naive.ts';
import { mulberry32 } from '#numerics/random.ts';
import { sobel } from '#numerics/sobel.ts';
import { symmetricEigenvalues } from '#numerics/symmetricEigenvalues.ts';
import learn, { type LearnInput } from '#numerics/tasks/conv-kernel-gradient-learn.ts';
import { uninterrupted } from './uninterrupted.ts';

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
    uninterrupted,
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

test('with G turned the loss falls by 1.4 per cent in six steps and then climbs', async () => {
  const { losses } = await run({ turned: true, steps: 400 });
  const [first = 0, lowest, last = 0] = [losses[0], Math.min(...losses), losses.at(-1)];
  expect(losses.indexOf(lowest)).toBe(6);
  expect(100 * (1 - lowest / first)).toBeCloseTo(1.435, 2);
  expect(last).toBeGreaterThan(4 * first);
});

/** What one step multiplies the kernel's error by is I − η times this: PᵀP/M, or PᵀJP/M. */
function ruleMatrix(image: Float32Array, turned: boolean): number[][] {
  const side = Math.sqrt(image.length);
  const x: Array4D = { shape: [1, side, side, 1], values: Float64Array.from(image) };
  return Array.from({ length: 9 }, (_, tap) => {
    const values = Float64Array.from({ length: 9 }, (_, i) => Number(i === tap));
    const y = naiveForward(x, { shape: [3, 3, 1, 1], values });
    const used = { ...y, values: turned ? y.values.toReversed() : y.values };
    return [...naiveKernelGradient(x, used, [3, 3]).values].map((sum) => sum / y.values.length);
  });
}

const inner = (one: readonly number[], other: readonly number[]) =>
  one.reduce((sum, value, i) => sum + value * (other[i] ?? Number.NaN), 0);

test('with G turned the rule’s matrix PᵀJP/M is symmetric and has five negative eigenvalues', async () => {
  const matrix = ruleMatrix((await run({ steps: 0 })).image, true);
  matrix.forEach((row, i) => {
    row.forEach((entry, j) => expect(entry).toBeCloseTo(matrix[j]?.[i] ?? Number.NaN, 14));
  });
  const eigenvalues = symmetricEigenvalues(matrix.flat());
  expect(eigenvalues[0]).toBeCloseTo(-0.0016, 4);
  expect(eigenvalues.at(-1)).toBeCloseTo(0.169, 3);
  expect(eigenvalues.filter((value) => value < 0)).toHaveLength(5);
});

test('from every start of the figure the loss falls by thousands, or climbs with G turned', async () => {
  const { image } = await run({ steps: 0 });
  const [right, wrong] = [ruleMatrix(image, false), ruleMatrix(image, true)];
  const loss = (e: readonly number[]) =>
    inner(
      e,
      right.map((row) => inner(row, e)),
    ) / 2;
  const after = (matrix: number[][], first: readonly number[]) => {
    let e = first;
    for (let step = 0; step < 1000; step++) {
      e = e.map((value, i) => value - 2 * inner(matrix[i] ?? [], e));
    }
    return e;
  };
  for (let seed = 1; seed <= 99; seed++) {
    const random = mulberry32(seed);
    const first = sobel.map((weight) => 2 * random() - 1 - weight);
    const learned = after(right, first);
    expect(loss(first) / loss(learned)).toBeGreaterThan(3000);
    const worst = Math.max(...learned.map(Math.abs));
    expect(worst).toBeGreaterThan(0.01);
    expect(worst).toBeLessThan(0.35);
    expect(loss(after(wrong, first))).toBeGreaterThan(loss(first));
  }
});

test('a chequerboard whose numbers cancel is nearly what the photograph excites least', async () => {
  const matrix = ruleMatrix((await run({ steps: 0 })).image, false);
  const board = [1, -2, 1, -2, 4, -2, 1, -2, 1].map((value) => value / 6);
  const [least = 0] = symmetricEigenvalues(matrix.flat());
  const excited = inner(
    board,
    matrix.map((row) => inner(row, board)),
  );
  expect(excited).toBeLessThan(1.2 * least);
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
