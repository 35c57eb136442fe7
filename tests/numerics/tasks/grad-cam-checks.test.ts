import '@tensorflow/tfjs-backend-cpu';
import {
  grad,
  matMul,
  mean,
  memory,
  relu,
  reshape,
  setBackend,
  slice,
  sum,
  tensor1d,
  tensor2d,
  tensor4d,
  tidy,
  type Tensor,
} from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, test } from 'vitest';

import { gradCam } from '#numerics/attribution/gradCam.ts';
import { INPUT, lastPlace } from '#numerics/network/network.ts';
import { networkOf } from '#numerics/network/networkOf.ts';
import { run, activationAt } from '#numerics/network/run.ts';
import { logit } from '#numerics/network/scalars.ts';
import camEquality from '#numerics/tasks/check-cam-equality.ts';
import mapWeights from '#numerics/tasks/check-map-weights.ts';

import { shippedModel } from '../network/shipped.ts';
import { startWasm } from '../wasm/wasmBackend.ts';
import { uninterrupted, uninterruptedWith } from './uninterrupted.ts';

const model = shippedModel('base');
const context = uninterruptedWith(model);

test('Z·α is how fast the score rises when a whole map is raised', async () => {
  await setBackend('cpu');
  const before = memory().numTensors;
  for (let seed = 1; seed <= 60; seed++) {
    const { statement, rows } = await mapWeights({ seed });
    for (const { label, value, tolerance } of rows) {
      expect(value, `${label}: ${statement} (seed ${seed})`).toBeLessThanOrEqual(tolerance);
    }
  }
  expect(memory().numTensors).toBe(before);
});

describe('on the book’s network', () => {
  beforeAll(async () => {
    await startWasm();
    networkOf(model); // it keeps its weights
  });

  test('Z times Grad-CAM without ReLU is CAM, however the gradient is pooled', async () => {
    const before = memory().numTensors;
    for (let seed = 1; seed <= 12; seed++) {
      const { statement, rows } = await camEquality({ seed }, context);
      for (const { label, value, tolerance } of rows) {
        expect(value, `${label}: ${statement} (seed ${seed})`).toBeLessThanOrEqual(tolerance);
      }
    }
    expect(memory().numTensors).toBe(before);
  });

  test('automatic differentiation finds w/Z at every place of a pooled map', () => {
    tidy(() => {
      const kernel = tensor2d([1, -2, 3, 0.5], [2, 2]);
      const score = (maps: Tensor) =>
        sum(slice(matMul(reshape(mean(maps, [1, 2]), [1, 2]), kernel), [0, 1], [1, 1]));
      const found = grad(score)(
        tensor4d(
          Array.from({ length: 12 }, (_, i) => i),
          [1, 2, 3, 2],
        ),
      );
      [...found.dataSync()].forEach((value, i) =>
        expect(value).toBeCloseTo((i % 2 === 0 ? -2 : 0.5) / 6, 6),
      );
    });
  });
});

/** The two maps of the example, 2×2, as the picture of a network that weighs every place by itself. */
describe('the sum on paper', () => {
  const maps = [
    [2, 1],
    [0, 4],
    [0, 0],
    [2, 0],
  ];
  const gradients = [
    [1, -2],
    [0, 0],
    [0, 0],
    [3, -2],
  ];
  const network = () => ({
    steps: [
      { name: 'flat', type: 'flatten' as const },
      {
        name: 'logits',
        type: 'dense' as const,
        kernel: tensor2d(
          gradients.flat().flatMap((weight) => [weight, 0]),
          [8, 2],
        ),
        bias: tensor1d([0, 0]),
      },
    ],
  });
  const mapBy = async (options: object) => {
    const x = tensor4d(maps.flat(), [1, 2, 2, 2]);
    const question = { network: network(), x, scalar: logit('logits', 0) };
    const found = await gradCam({ layer: INPUT, ...options })(question, uninterrupted);
    return [...(found?.dataSync() ?? [])];
  };
  beforeAll(() => startWasm());

  test('α = (1, −1): (1, −4; 0, 2) before the ReLU and (1, 0; 0, 2) after it', async () => {
    expect(await mapBy({ rectify: false })).toEqual([1, -4, 0, 2]);
    expect(await mapBy({})).toEqual([1, 0, 0, 2]);
  });

  test('each place by its own gradient gives (0, 0; 0, 6), which adds up to the score', async () => {
    const own = await mapBy({ rectify: false, pooling: 'none' });
    expect(own).toEqual([0, 0, 0, 6]);
    const built = network();
    const x = tensor4d(maps.flat(), [1, 2, 2, 2]);
    const score = activationAt(run(built, x, { to: lastPlace(built) }), lastPlace(built));
    expect(score.dataSync()[0]).toBe(6);
  });

  test('a ReLU for each map would keep 2 where the sum is 1', () => {
    const each = maps.map(([a = 0, b = 0]) => relu([a, -b]).dataSync());
    expect(each.map(([a = 0, b = 0]) => a + b)).toEqual([2, 0, 0, 2]);
  });
});
