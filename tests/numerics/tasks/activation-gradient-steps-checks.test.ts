import * as tf from '@tensorflow/tfjs';
import type { Tensor, Tensor4D } from '@tensorflow/tfjs';
import { beforeAll, expect, test } from 'vitest';

import { backwardStages } from '#numerics/attribution/backwardStages.ts';
import { middleQuarter } from '#numerics/attribution/middleQuarter.ts';
import { shareInBox } from '#numerics/attribution/shareInBox.ts';
import { disposeNetwork, type Network } from '#numerics/network/network.ts';
import { randomStack } from '#numerics/network/randomStack.ts';
import { activationAt, run } from '#numerics/network/run.ts';
import { unit } from '#numerics/network/scalars.ts';
import { normal } from '#numerics/normal.ts';
import { mulberry32 } from '#numerics/random.ts';
import unitGradient from '#numerics/tasks/check-unit-gradient.ts';

beforeAll(() => tf.setBackend('cpu'));

test('the slopes of a unit are its transposed Jacobians applied to a one-hot signal', async () => {
  const before = tf.memory().numTensors;
  for (let seed = 1; seed <= 30; seed++) {
    const { statement, rows } = await unitGradient({ seed });
    for (const { label, value, tolerance } of rows) {
      expect(value, `${label}: ${statement} (seed ${seed})`).toBeLessThanOrEqual(tolerance);
    }
  }
  expect(tf.memory().numTensors).toBe(before);
}, 60_000);

test('they are what automatic differentiation and central differences give', () => {
  const conv = { type: 'conv', kernel: 3, stride: 1, dilation: 1 } as const;
  const pool = { type: 'pool', kernel: 2, stride: 2, dilation: 1 } as const;
  const network = randomStack([conv, pool, conv], { channels: 3, inputs: 2, seed: 5 });
  const [first, last] = network.steps.filter((step) => step.type === 'conv');
  const draw = normal(mulberry32(4));
  const values = Float32Array.from({ length: 12 * 12 * 2 }, draw);
  tf.tidy(() => {
    const x = tf.tensor4d(values, [1, 12, 12, 2]);
    const z = (input: Tensor): Tensor => {
      if (!first || !last) throw new Error('Expected two convolutions.');
      const a = tf.relu(tf.conv2d(input as Tensor4D, first.kernel as Tensor4D, 1, 'valid'));
      const y = tf.conv2d(
        tf.maxPool(a as Tensor4D, 2, 2, 'valid'),
        last.kernel as Tensor4D,
        1,
        'valid',
      );
      return tf.sum(tf.slice(y, [0, 1, 2, 1], [1, 1, 1, 1]));
    };
    const { gradient } = backwardStages(network, run(network, x), unit('3', [1, 2, 1]), ['input']);
    const ours = gradient.dataSync();
    const theirs = tf.grad(z)(x).dataSync();
    const step = 1e-3;
    const at = (i: number, by: number) => {
      const changed = Float32Array.from(values);
      changed[i] = (changed[i] ?? 0) + by;
      return z(tf.tensor4d(changed, [1, 12, 12, 2])).dataSync()[0] ?? Number.NaN;
    };
    ours.forEach((slope, i) => {
      expect(slope).toBeCloseTo(theirs[i] ?? Number.NaN, 4);
      if (i % 7 === 0) {
        expect((at(i, step) - at(i, -step)) / (2 * step)).toBeCloseTo(slope, 2);
      }
    });
  });
  disposeNetwork(network);
});

test('the worked example: five pixels, two layers', () => {
  const kernel = (taps: number[]) => tf.tensor4d(taps, [1, 2, 1, 1]);
  const bias = tf.tensor1d([0]);
  const conv = { type: 'conv', stride: 1, padding: 'valid', bias } as const;
  const network = {
    steps: [
      { ...conv, name: '1.pre', kernel: kernel([1, -1]) },
      { name: '1', type: 'relu' },
      { ...conv, name: '2', kernel: kernel([2, 1]) },
    ],
  } as unknown as Network;
  tf.tidy(() => {
    const x = tf.tensor4d([1, 3, 2, 0, 2], [1, 1, 5, 1]);
    const activations = run(network, x, { pre: true });
    const numbers = (tensor: Tensor) => Array.from(tensor.dataSync(), (value) => value + 0);
    expect(numbers(activationAt(activations, '1.pre'))).toEqual([-2, 1, 2, -2]);
    expect(numbers(activationAt(activations, '2'))).toEqual([1, 4, 4]);
    const back = (column: number) =>
      backwardStages(network, activations, unit('2', [0, column, 0]), ['2', '1', '1.pre']);
    expect(back(1).stages.map(({ strength }) => numbers(strength))).toEqual([
      [0, 1, 0],
      [0, 2, 1, 0],
      [0, 2, 1, 0],
    ]);
    expect(numbers(back(1).gradient)).toEqual([0, 2, -1, -1, 0]);
    expect(numbers(back(0).stages[2]?.strength ?? x)).toEqual([0, 1, 0, 0]);
    expect(numbers(back(0).gradient)).toEqual([0, 1, -1, 0, 0]);
    // The quiz asks for the last unit's slope at the third pixel.
    expect(numbers(back(2).stages[1]?.strength ?? x)).toEqual([0, 0, 2, 1]);
    expect(numbers(back(2).stages[2]?.strength ?? x)).toEqual([0, 0, 2, 0]);
    expect(numbers(back(2).gradient)).toEqual([0, 0, 2, -2, 0]);
    const raised = run(network, tf.tensor4d([1, 3.1, 2, 0, 2], [1, 1, 5, 1]), { pre: true });
    const z = numbers(activationAt(raised, '1.pre'));
    expect(z.map((value) => Number(value.toFixed(4)))).toEqual([-2.1, 1.1, 2, -2]);
    expect(numbers(activationAt(raised, '2'))[1]).toBeCloseTo(4.2, 5);
  });
});

test('an even map has a quarter of its energy in the middle quarter of its box', () => {
  const box = { row: 1, column: 2, height: 5, width: 14 };
  const energy = Float64Array.from({ length: 16 * 16 }, (_, i) => {
    const [row, column] = [Math.floor(i / 16), i % 16];
    return row >= 1 && row < 6 && column >= 2 ? 1 : 0;
  });
  expect(shareInBox(energy, 16, middleQuarter(box))).toBeCloseTo(0.25, 12);
  expect(shareInBox(new Float64Array(256), 16, middleQuarter(box))).toBeNull();
});
