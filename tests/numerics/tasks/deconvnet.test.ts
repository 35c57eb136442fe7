import { memory, relu as tfRelu, tensor4d, tidy } from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { naiveForward } from '#numerics/conv/naive.ts';
import { innerProduct, kernelOf, imageOf, toTensor, type Grid } from '#numerics/grid.ts';
import { maxPool, spreadEvenly, throughSwitches } from '#numerics/network/layers/maxPool.ts';
import { rectifyBackward } from '#numerics/network/layers/relu.ts';
import { convolve, convolveBackward } from '#numerics/network/layers/convolution.ts';
import { networkOf } from '#numerics/network/networkOf.ts';
import { pooledLayer, pooledLayerBack } from '#numerics/pooledLayer.ts';
import { mulberry32 } from '#numerics/random.ts';
import { reluRules, throughRelu } from '#numerics/reluRules.ts';
import reluRulesCheck from '#numerics/tasks/check-relu-rules.ts';
import switchesOnly from '#numerics/tasks/check-switches-only.ts';
import unpooling from '#numerics/tasks/check-unpooling.ts';
import switchesTask from '#numerics/tasks/deconvnet-switches.ts';

import { imagesOf, shippedModel } from '../network/shipped.ts';
import { startWasm } from '../wasm/wasmBackend.ts';
import { uninterruptedWith } from './uninterrupted.ts';

const model = shippedModel('base');
const context = uninterruptedWith(model);
const NUMBERS = 32 * 32 * 3;
const CAT = 7;
const SHIP = 20;
let pixels: Uint8Array;
const pictureOf = (i: number) => pixels.subarray(i * NUMBERS, (i + 1) * NUMBERS);
const both = (i: number, j: number) => Uint8Array.from([...pictureOf(i), ...pictureOf(j)]);

beforeAll(async () => {
  await startWasm();
  ({ pixels } = await imagesOf('public/images/gallery-teaching.png', model.manifest));
  networkOf(model); // built once, and kept
});

describe('the checks of the chapter', () => {
  it('hold for twenty seeds, and leave no tensor behind', async () => {
    const before = memory().numTensors;
    for (let seed = 1; seed <= 20; seed++) {
      for (const { statement, rows } of [
        await reluRulesCheck({ seed }),
        await unpooling({ seed }),
        await switchesOnly({ seed }, context),
      ])
        for (const { label, value, tolerance } of rows)
          expect(value, `${label}: ${statement} (seed ${seed})`).toBeLessThanOrEqual(tolerance);
    }
    expect(memory().numTensors).toBe(before);
  });
});

describe('one ReLU', () => {
  it('z = (2, −1, 3, −4), R = (−1, 5, 2, −3): the three rules of the example', () => {
    const z = [2, -1, 3, -4];
    const signal = [-1, 5, 2, -3];
    const by = reluRules.map((rule) =>
      z.map((value, i) => throughRelu(rule, value, signal[i] ?? 0)),
    );
    expect(by).toEqual([
      [-1, 0, 2, 0],
      [0, 5, 2, 0],
      [0, 0, 2, 0],
    ]);
  });
});

describe('one layer, there and back', () => {
  it('is what the network’s layers do, for every rule and with and without switches', () => {
    const random = mulberry32(3);
    const whole = () => Math.floor(9 * random()) - 4;
    const table = (n: number): Grid =>
      Array.from({ length: n }, () => Array.from({ length: n }, whole));
    for (let time = 0; time < 20; time++) {
      const [x, kernel, signal] = [table(4), table(3), table(2)];
      const layer = pooledLayer(x, kernel);
      for (const relu of reluRules)
        for (const switches of ['own', 'forgotten'] as const) {
          const back = pooledLayerBack(layer, kernel, signal, { relu, switches });
          const expected = tidy(() => {
            const conv = {
              type: 'conv' as const,
              kernel: toTensor(kernelOf(kernel)),
              bias: tensor4d([0], [1, 1, 1, 1]).as1D(),
              stride: 1,
              padding: 'same' as const,
            };
            const z = convolve(conv, toTensor(imageOf(x)));
            const a = tfRelu(z);
            const pool = { type: 'maxPool' as const, size: 2 };
            const y = maxPool(pool, a);
            const r = toTensor(imageOf(signal));
            const unpooled =
              switches === 'own'
                ? throughSwitches(pool, r, a, y)
                : spreadEvenly(pool, r, [1, 4, 4, 1]);
            const rectified = rectifyBackward(relu, unpooled, a);
            const input = convolveBackward(conv, rectified as typeof unpooled, [1, 4, 4, 1]);
            return [y, unpooled, rectified, input].map((t) =>
              Array.from(t.dataSync(), (v) => v + 0),
            );
          });
          const found = [layer.y, back.unpooled, back.rectified, back.input];
          expect(found.map((grid) => grid.flat().map((v) => v + 0))).toEqual(expected);
        }
    }
  });

  it('the transposed kernel does not undo the kernel: (1,0,2) comes back as (1,3,2)', () => {
    const kernel = kernelOf([[1, 1]]);
    const y = naiveForward(imageOf([[1, 0, 2]]), kernel);
    expect([...y.values]).toEqual([1, 2]);
    const [first = 0, second = 0] = y.values;
    expect([first, first + second, second]).toEqual([1, 3, 2]);
  });
});

describe('not the gradient of anything', () => {
  // max(ReLU(x₁ − x₂), ReLU(x₂/2)), x = ReLU of what comes before; both x positive.
  const kernels = [
    [1, -1],
    [0, 0.5],
  ] as const;
  const winnerAt = (x: readonly number[]) =>
    kernels.reduce((best, k) => (innerProduct(k, x) > innerProduct(best, x) ? k : best));
  const field = (rule: (typeof reluRules)[number], x: readonly number[]) =>
    winnerAt(x).map((value, i) => throughRelu(rule, x[i] ?? 0, value));
  const around = (rule: (typeof reluRules)[number]) => {
    const corners = [
      [1, 1],
      [2, 1],
      [2, 2],
      [1, 2],
      [1, 1],
    ];
    const steps = 3000;
    let sum = 0;
    for (let side = 0; side < 4; side++) {
      const [from = [], to = []] = [corners[side], corners[side + 1]];
      const way = to.map((value, i) => value - (from[i] ?? 0));
      for (let k = 0; k < steps; k++) {
        const x = from.map((value, i) => value + ((k + 0.5) / steps) * (way[i] ?? 0));
        sum += innerProduct(field(rule, x), way) / steps;
      }
    }
    return sum;
  };
  it('around a square the gradient adds up to 0 and the deconvnet to 1/3', () => {
    expect(around('gradient')).toBeCloseTo(0, 6);
    expect(around('deconvnet')).toBeCloseTo(1 / 3, 6);
    expect(around('guided')).toBeCloseTo(1 / 3, 6);
  });
});

describe('the tasks', () => {
  it('send the cat’s strongest unit back by the ship’s switches, and the ship’s drawing arrives', async () => {
    const before = memory().numTensors;
    const found = await switchesTask(
      { pixels: both(CAT, SHIP), layer: 'conv5', channel: 72, at: null, relu: 'deconvnet' },
      context,
    );
    expect(memory().numTensors).toBe(before);
    expect(found.at).toEqual({ row: 1, column: 4 });
    expect(found.size).toEqual([8, 8]);
    const { own, exchanged, forgotten } = found.maps;
    expect([...exchanged[0].signal]).toEqual([...own[1].signal]);
    expect([...exchanged[1].signal]).toEqual([...own[0].signal]);
    expect([...forgotten[0].signal]).toEqual([...forgotten[1].signal]);
  });
});
