import type { Tensor4D } from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, test } from 'vitest';

import type { Question } from '#numerics/attribution/attribution.ts';
import { cam } from '#numerics/attribution/cam.ts';
import { deconvnet } from '#numerics/attribution/deconvnet.ts';
import { gradCam } from '#numerics/attribution/gradCam.ts';
import { gradient } from '#numerics/attribution/gradient.ts';
import { guidedBackpropagation } from '#numerics/attribution/guidedBackpropagation.ts';
import { integratedGradients } from '#numerics/attribution/integratedGradients.ts';
import { largestMagnitude } from '#numerics/attribution/pixelMaps.ts';
import { smoothGrad } from '#numerics/attribution/smoothGrad.ts';
import { preprocess } from '#numerics/network/images.ts';
import { layerViews } from '#numerics/network/layerViews.ts';
import { rectifyBackward, type ReluRule } from '#numerics/network/layers/relu.ts';
import { networkOf } from '#numerics/network/networkOf.ts';
import { valuesAt } from '#numerics/network/run.ts';
import { logit, unit } from '#numerics/network/scalars.ts';
import { pixelsSeen } from '#numerics/receptiveField.ts';
import { relu, tensor1d, zerosLike } from '@tensorflow/tfjs-core';

import { imagesOf, shippedModel } from '../network/shipped.ts';
import { startWasm } from '../wasm/wasmBackend.ts';
import { mapOf } from './byHand.ts';
import { uninterrupted } from '../tasks/uninterrupted.ts';

const model = shippedModel('base');
const SIDE = 32;
const CLASSES = 10;

beforeAll(startWasm);

async function galleryImage(i: number): Promise<Tensor4D> {
  const { pixels } = await imagesOf('public/images/gallery.png', model.manifest);
  const size = SIDE * SIDE * 3;
  return preprocess(model.manifest, pixels.subarray(i * size, (i + 1) * size), [SIDE, SIDE]);
}

async function question(image = 0, classIndex = 0): Promise<Question> {
  const network = networkOf(model);
  return { network, x: await galleryImage(image), scalar: logit('logits', classIndex) };
}

const scoreOf = ({ network }: Question, x: Tensor4D, c: number) =>
  valuesAt(network, x).dataSync()[c] ?? Number.NaN;

describe('integrated gradients are complete', () => {
  test.each([0, 3, 7])('class %i: they add up to the score’s rise from grey', async (c) => {
    const asked = await question(c, c);
    const gap = async (steps: number) => {
      const map = await mapOf(integratedGradients({ baseline: 0, steps }), asked);
      const sum = map.reduce((total, v) => total + v, 0);
      const rise = scoreOf(asked, asked.x, c) - scoreOf(asked, zerosLike(asked.x), c);
      return Math.abs(sum - rise);
    };
    expect(await gap(200)).toBeLessThan(0.05);
    expect(await gap(200)).toBeLessThan(await gap(4));
  });
});

test('Grad-CAM at the pooled layer is CAM divided by the number of positions, for every class', async () => {
  for (let c = 0; c < CLASSES; c++) {
    const asked = await question(11, c);
    const camMap = await mapOf(cam(c), asked);
    const gradCamMap = await mapOf(gradCam({ layer: 'conv5', rectify: false }), asked);
    const scale = Math.max(...camMap.map(Math.abs));
    for (const [i, value] of camMap.entries()) {
      expect(Math.abs(value / 64 - (gradCamMap[i] ?? Number.NaN)) / scale).toBeLessThan(1e-6);
    }
  }
});

test('CAM’s mean and the bias make the logit', async () => {
  const asked = await question(5, 2);
  const map = await mapOf(cam(2), asked);
  const last = asked.network.steps.at(-1);
  if (last?.type !== 'dense') throw new Error('no dense layer');
  const bias = last.bias.dataSync()[2] ?? Number.NaN;
  const mean = map.reduce((total, v) => total + v, 0) / map.length;
  expect(mean + bias).toBeCloseTo(scoreOf(asked, asked.x, 2), 4);
});

describe('what a unit cannot see gets exactly nothing from', () => {
  const index = [3, 4, 10] as const;
  const methods = {
    gradient,
    smoothGrad: smoothGrad({ sigma: 0.2, samples: 2, seed: 1 }),
    integratedGradients: integratedGradients({ baseline: 0, steps: 3 }),
    deconvnet,
    guidedBackpropagation,
  };

  test.each(Object.entries(methods))('%s', async (_, method) => {
    const asked = { ...(await question(2)), scalar: unit('conv3.pre', index) };
    const map = await mapOf(method, asked);
    const view = layerViews(model.manifest.layers, [SIDE, SIDE])['conv3'];
    if (!view) throw new Error('no view');
    const { rows, columns } = pixelsSeen(view, [index[0], index[1]], [SIDE, SIDE]);
    let inside = 0;
    for (const [i, value] of map.entries()) {
      const [row, column] = [Math.floor(i / (SIDE * 3)), Math.floor(i / 3) % SIDE];
      const seen = row >= rows[0] && row < rows[1] && column >= columns[0] && column < columns[1];
      if (seen) inside += Math.abs(value);
      else expect(Math.abs(value)).toBe(0);
    }
    expect(inside).toBeGreaterThan(0);
  });
});

test.each([
  ['gradient', [-1, 0, 2, 0]],
  ['deconvnet', [0, 5, 2, 0]],
  ['guided', [0, 0, 2, 0]],
] as [ReluRule, number[]][])(
  'z = (2, −1, 3, −4) and R = (−1, 5, 2, −3) under the rule of %s',
  (rule, expected) => {
    const a = relu(tensor1d([2, -1, 3, -4]));
    const found = [...rectifyBackward(rule, tensor1d([-1, 5, 2, -3]), a).dataSync()];
    expect(found.map((v) => v + 0)).toEqual(expected);
  },
);

test('the largest magnitude forgets sign and colour', async () => {
  const asked = await question();
  const signal = await gradient(asked, uninterrupted);
  if (!signal) throw new Error('no map');
  const values = signal.dataSync();
  const map = largestMagnitude(signal).dataSync();
  expect(map.length).toBe(SIDE * SIDE);
  for (const [i, value] of map.entries()) {
    const colours = [0, 1, 2].map((c) => Math.abs(values[i * 3 + c] ?? Number.NaN));
    expect(value).toBe(Math.max(...colours));
  }
});
