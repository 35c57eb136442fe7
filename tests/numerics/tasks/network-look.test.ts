import { memory, tidy, type Tensor4D } from '@tensorflow/tfjs-core';
import { beforeAll, expect, test } from 'vitest';

import { preprocess } from '#numerics/network/images.ts';
import { networkOf } from '#numerics/network/networkOf.ts';
import { valuesAt } from '#numerics/network/run.ts';
import look, { type LookInput } from '#numerics/tasks/network-look.ts';
import topPatches from '#numerics/tasks/network-top-patches.ts';

import { imagesOf, shippedModel, type LabelledImages } from '../network/shipped.ts';
import { startWasm } from '../wasm/wasmBackend.ts';
import { uninterruptedWith } from './uninterrupted.ts';

const model = shippedModel('base');
const { manifest } = model;
const context = uninterruptedWith(model);
const IMAGE = 32 * 32 * 3;
let teaching: LabelledImages;
let gallery: LabelledImages;

beforeAll(async () => {
  await startWasm();
  teaching = await imagesOf('public/images/gallery-teaching.png', manifest);
  gallery = await imagesOf('public/images/gallery.png', manifest);
});

const picture = (i: number) => teaching.pixels.slice(i * IMAGE, (i + 1) * IMAGE);
const lookAt = (change: Partial<LookInput> = {}) =>
  look({ pixels: picture(7), layer: 'conv3', channel: 3, row: 6, column: 9, ...change }, context);

/** z of a unit by a plain run, its picture's pixel values as floats. */
function valueAt(pixels: ArrayLike<number>, place: string, index: number): number {
  return tidy(() => {
    const x: Tensor4D = preprocess(manifest, pixels, [32, 32]);
    return valuesAt(networkOf(model), x, place).dataSync()[index] ?? Number.NaN;
  });
}

test('the probabilities of the ten classes add up to one, and most teaching images get their own', async () => {
  let right = 0;
  for (const [i, label] of teaching.labels.entries()) {
    const { probabilities } = await lookAt({ pixels: picture(i) });
    expect(probabilities).toHaveLength(manifest.classes.length);
    expect(probabilities.reduce((total, p) => total + p, 0)).toBeCloseTo(1, 5);
    const best = probabilities.indexOf(Math.max(...probabilities));
    if (manifest.classes[best] === label) right++;
  }
  expect(right).toBeGreaterThan(20);
});

test.each(manifest.layers.map(({ name, outputShape }) => ({ name, outputShape })))(
  'the maps of $name have the shape that the manifest says',
  async ({ name, outputShape }) => {
    const { height, width, channels, maps } = await lookAt({ layer: name, row: 0, column: 0 });
    const shape = outputShape.length === 1 ? [1, 1, ...outputShape] : outputShape;
    expect([height, width, channels]).toEqual(shape);
    expect(maps).toHaveLength(height * width * channels);
  },
);

test('a unit’s map has the positive part of its value', async () => {
  for (const channel of [0, 1, 2, 3, 4, 5]) {
    const { maps, value, rectified, width, channels } = await lookAt({ channel });
    expect(rectified).toBe(true);
    expect(maps[(6 * width + 9) * channels + channel]).toBeCloseTo(Math.max(0, value), 4);
  }
});

test('the gradient is nonzero only where the unit sees, and foretells a small change of one pixel', async () => {
  const { gradient, rows, columns } = await lookAt();
  expect([rows, columns]).toEqual([
    [6, 20],
    [12, 26],
  ]);
  const unitIndex = (6 * 16 + 9) * 64 + 3;
  for (let row = 0; row < 32; row++) {
    for (let column = 0; column < 32; column++) {
      const inside = row >= rows[0] && row < rows[1] && column >= columns[0] && column < columns[1];
      if (!inside) expect(gradient[row * 32 + column]).toBe(0);
    }
  }
  const strongest = gradient.reduce(
    (top, value, i) => (Math.abs(value) > Math.abs(gradient[top] ?? 0) ? i : top),
    0,
  );
  const step = 0.05; // grey levels, in all three colours
  const moved = (by: number) =>
    Float32Array.from(picture(7), (value, i) =>
      Math.floor(i / 3) === strongest ? value + by : value,
    );
  const difference =
    valueAt(moved(step), 'conv3.pre', unitIndex) - valueAt(moved(-step), 'conv3.pre', unitIndex);
  const slope = difference / ((2 * step) / manifest.input.preprocessing.divideBy);
  expect(slope / (gradient[strongest] ?? 0)).toBeCloseTo(1, 1);
});

test('a unit that is not there is named in the error', async () => {
  await expect(lookAt({ channel: 64 })).rejects.toThrow('conv3');
});

test('the top patches are the strongest responses of the channel among all pictures, in order', async () => {
  const pixels = gallery.pixels.slice(0, 60 * IMAGE);
  const heard: number[] = [];
  const found = await topPatches(
    { pixels, layer: 'conv3', channel: 3, count: 5 },
    { ...context, progress: (fraction) => void heard.push(fraction) },
  );
  expect(heard.at(-1)).toBe(1);
  const strongest = Array.from({ length: 60 }, (_, i) => {
    const own = pixels.slice(i * IMAGE, (i + 1) * IMAGE);
    const maps = tidy(() =>
      valuesAt(networkOf(model), preprocess(manifest, own, [32, 32]), 'conv3').dataSync(),
    );
    return Math.max(...maps.filter((_, at) => at % 64 === 3));
  });
  const expected = [...strongest].sort((a, b) => b - a).slice(0, 5);
  for (const [i, { picture: number, value }] of found.entries()) {
    expect(value).toBeCloseTo(expected[i] ?? Number.NaN, 4);
    expect(value).toBeCloseTo(strongest[number] ?? Number.NaN, 4);
  }
});

test('nothing is left behind', async () => {
  const pixels = gallery.pixels.slice(0, 30 * IMAGE);
  await lookAt();
  await topPatches({ pixels, layer: 'logits', channel: 3, count: 2 }, context);
  const before = memory().numTensors;
  await lookAt({ layer: 'average', row: 0, column: 0 });
  await topPatches({ pixels, layer: 'conv1', channel: 3, count: 2 }, context);
  expect(memory().numTensors).toBe(before);
});
