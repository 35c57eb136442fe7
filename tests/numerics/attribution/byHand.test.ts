import { memory, tensor4d } from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, test } from 'vitest';

import { cam } from '#numerics/attribution/cam.ts';
import { deconvnet } from '#numerics/attribution/deconvnet.ts';
import { gradCam } from '#numerics/attribution/gradCam.ts';
import { gradient } from '#numerics/attribution/gradient.ts';
import { gradientTimesInput } from '#numerics/attribution/gradientTimesInput.ts';
import { guidedBackpropagation } from '#numerics/attribution/guidedBackpropagation.ts';
import { guidedGradCam } from '#numerics/attribution/guidedGradCam.ts';
import { integratedGradients } from '#numerics/attribution/integratedGradients.ts';
import { occlusion } from '#numerics/attribution/occlusion.ts';
import { smoothGrad } from '#numerics/attribution/smoothGrad.ts';
import { starts } from '#numerics/attribution/starts.ts';

import { startWasm } from '../wasm/wasmBackend.ts';
import { byHand, mapOf } from './byHand.ts';
import { uninterrupted } from '../tasks/uninterrupted.ts';

beforeAll(startWasm);

describe('on the network worked by hand, for the first class', () => {
  const cases = [
    [
      'the gradient is 3/2 where the first unit is on and 2 where the second is',
      gradient,
      [1.5, 2],
    ],
    ['gradient × input multiplies it by the pixels', gradientTimesInput, [3, -2]],
    [
      'integrated gradients from grey meet the kink at a quarter of the path',
      integratedGradients({ baseline: 0, steps: 4 }),
      [4, -2],
    ],
    ['the deconvnet ignores which units were on, and drops the negative', deconvnet, [1.5, 1.5]],
    ['guided backpropagation asks both questions', guidedBackpropagation, [1.5, 0]],
    ['CAM weighs the maps with the dense layer’s weights', cam(0), [6, -6]],
    [
      'Grad-CAM without its ReLU is CAM divided by the number of positions',
      gradCam({ layer: 'conv1', rectify: false }),
      [3, -3],
    ],
    ['Grad-CAM keeps what speaks for the class', gradCam({ layer: 'conv1' }), [3, 0]],
    [
      'its counterfactual keeps what speaks against it',
      gradCam({ layer: 'conv1', counterfactual: true }),
      [0, 3],
    ],
    ['guided Grad-CAM multiplies the two', guidedGradCam({ layer: 'conv1' }), [4.5, 0]],
    [
      'covering the first pixel costs 4, covering the second gains 2',
      occlusion({ size: 1, stride: 1 }),
      [4, -2],
    ],
    [
      'SmoothGrad without noise is the gradient',
      smoothGrad({ sigma: 0, samples: 3, seed: 1 }),
      [1.5, 2],
    ],
  ] as const;

  test.each(cases)('%s', async (_, method, expected) => {
    const found = await mapOf(method, byHand());
    expect(found).toHaveLength(2);
    for (const [i, value] of expected.entries()) expect(found[i]).toBeCloseTo(value, 5);
  });

  test('and for the second class CAM is what its own weights say', async () => {
    expect(await mapOf(cam(1), byHand(1))).toEqual([-2, 3]);
  });

  test('the guided signal is no gradient: it is 3/2 where the score rises by 2', async () => {
    const question = byHand(0, [0.25, -1]); // both units of the first pixel are on
    expect(await mapOf(gradient, question)).toEqual([1.5 + 2, 2]);
    expect(await mapOf(guidedBackpropagation, question)).toEqual([1.5, 0]);
  });
});

test('SmoothGrad tends to the gradient weighted by how often each unit is on', async () => {
  // At x = 0 and σ = 1 the first unit is on half the time, the second with P(n < ½) = 0.6915.
  const [first] = await mapOf(smoothGrad({ sigma: 1, samples: 4000, seed: 3 }), byHand(0, [0, 0]));
  expect(first).toBeCloseTo(0.5 * 1.5 + 0.6915 * 2, 1);
});

test('one seed gives one map, another seed another', async () => {
  const of = (seed: number) => mapOf(smoothGrad({ sigma: 1, samples: 5, seed }), byHand(0, [0, 0]));
  expect(await of(1)).toEqual(await of(1));
  expect(await of(1)).not.toEqual(await of(2));
});

test('each image of a batch is answered on its own', async () => {
  const { network, scalar } = byHand();
  const both = tensor4d([2, -1, 0.25, -1], [2, 1, 2, 1]);
  for (const method of [gradient, occlusion({ size: 1, stride: 1 }), gradCam({ layer: 'conv1' })]) {
    const together = await mapOf(method, { network, scalar, x: both });
    const alone = [
      ...(await mapOf(method, byHand())),
      ...(await mapOf(method, byHand(0, [0.25, -1]))),
    ];
    expect(together).toEqual(alone);
  }
});

test('the last square of a row ends with the image', () => {
  expect(starts(10, 4, 4)).toEqual([0, 4, 6]);
  expect(starts(8, 4, 2)).toEqual([0, 2, 4]);
  expect(() => starts(3, 4, 1)).toThrow('at most 3 pixels');
});

test('a cancelled method answers null and keeps no tensor', async () => {
  const question = byHand();
  const stopped = { ...uninterrupted, stopped: () => Promise.resolve(true) };
  const before = memory().numTensors;
  for (const method of [
    smoothGrad({ sigma: 1, samples: 5, seed: 1 }),
    integratedGradients({ baseline: 0, steps: 5 }),
    occlusion({ size: 1, stride: 1 }),
  ]) {
    expect(await method(question, stopped)).toBeNull();
  }
  expect(memory().numTensors).toBe(before);
});

test('no method keeps a tensor but its map', async () => {
  const question = byHand();
  const methods = [
    gradient,
    gradientTimesInput,
    smoothGrad({ sigma: 1, samples: 2, seed: 1 }),
    integratedGradients({ baseline: 0, steps: 2 }),
    deconvnet,
    guidedBackpropagation,
    cam(0),
    gradCam({ layer: 'conv1' }),
    guidedGradCam({ layer: 'conv1' }),
    occlusion({ size: 1, stride: 1 }),
  ];
  await mapOf(gradient, question); // whatever is made once and kept
  const before = memory().numTensors;
  for (const method of methods) await mapOf(method, question);
  expect(memory().numTensors).toBe(before);
});

test('a head that is no pooled one has no CAM, and the error says what does work', async () => {
  const { network, x, scalar } = byHand();
  const withoutHead = { steps: network.steps.slice(0, -1) };
  await expect(
    Promise.resolve().then(() => cam(0)({ network: withoutHead, x, scalar }, uninterrupted)),
  ).rejects.toThrow('Grad-CAM works for any head');
});
