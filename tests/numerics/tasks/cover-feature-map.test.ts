import '@tensorflow/tfjs-backend-cpu';
import { memory, setBackend } from '@tensorflow/tfjs-core';
import sharp from 'sharp';
import { beforeAll, expect, test } from 'vitest';

import { kernels } from '#demos/cover/kernels.ts';
import { pictureOf } from '#demos/cover/picture.ts';
import { coverDefaults, coverSchema, photoSize } from '#demos/cover/state.ts';
import { windowAt } from '#demos/cover/windowAt.ts';
import featureMap from '#numerics/tasks/cover-feature-map.ts';

const { width, height } = photoSize;
let photo: Uint8Array;

beforeAll(async () => {
  await setBackend('cpu');
  photo = await sharp('public/images/cat-96x64.png').extractChannel(0).raw().toBuffer();
});

const mapOf = (kernel: readonly (readonly number[])[], relu = false) =>
  featureMap({ photo, width, kernel: kernel.map((row) => [...row]), relu });

test('the photograph has the size that the figure says', () => {
  expect(photo).toHaveLength(width * height);
});

test.each(kernels)('each response to “$label” is the sum of its nine products', async (kernel) => {
  const y = await mapOf(kernel.weights);
  expect([y.width, y.height]).toEqual([width - 2, height - 2]);
  for (let row = 1; row < height - 1; row++) {
    for (let column = 1; column < width - 1; column++) {
      const pixels = windowAt(photo, width, { row, column }).flat();
      const sum = kernel.weights
        .flat()
        .reduce((so, weight, i) => so + weight * (pixels[i] ?? NaN), 0);
      expect(y.map[(row - 1) * y.width + column - 1]).toBe(sum);
    }
  }
});

test('ReLU sets the negative responses to zero and leaves scale and share as they are', async () => {
  const plain = await mapOf(coverDefaults.kernel);
  const rectified = await mapOf(coverDefaults.kernel, true);
  expect(rectified.map).toEqual(plain.map.map((response) => Math.max(0, response)));
  expect(rectified.scale).toBe(plain.scale);
  expect(rectified.positive).toBe(plain.positive);
  const kept = rectified.map.filter((response) => response > 0).length;
  expect(rectified.positive).toBe(kept / rectified.map.length);
});

test('the scale covers 99 in 100 responses of a signed map', async () => {
  const { map, scale, unsigned } = await mapOf(coverDefaults.kernel);
  const beyond = map.filter((response) => Math.abs(response) > scale).length;
  expect(unsigned).toBe(false);
  expect(beyond).toBeGreaterThan(0);
  expect(beyond).toBeLessThanOrEqual(map.length / 100);
});

test('a kernel without negative weights makes a picture, white where the photograph is', async () => {
  const ones = [1, 1, 1].map(() => [1, 1, 1]);
  const white = await featureMap({
    photo: new Uint8Array(25).fill(255),
    width: 5,
    kernel: ones,
    relu: false,
  });
  expect(white.unsigned).toBe(true);
  expect([...white.map]).toEqual(Array.from({ length: 9 }, () => white.scale));
});

test('a kernel of zeros sees nothing, and can still be drawn', async () => {
  const nothing = await mapOf([1, 1, 1].map(() => [0, 0, 0]));
  expect(nothing.positive).toBe(0);
  expect(pictureOf(nothing).src).toMatch(/^data:image\/png/);
});

test('the figure starts on an offered kernel, at a strong response, in a state its link can carry', async () => {
  expect(kernels.map(({ weights }) => weights)).toContainEqual(coverDefaults.kernel);
  expect(coverSchema.parse(coverDefaults)).toEqual(coverDefaults);
  const y = await mapOf(coverDefaults.kernel);
  const here = y.map[(coverDefaults.row - 1) * y.width + coverDefaults.column - 1] ?? 0;
  expect(here).toBeGreaterThan(y.scale);
});

test('a run leaves no tensor behind', async () => {
  await mapOf(coverDefaults.kernel);
  const before = memory().numTensors;
  await mapOf(coverDefaults.kernel, true);
  expect(memory().numTensors).toBe(before);
});
