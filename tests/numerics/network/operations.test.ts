import { dot, memory, randomNormal, tensor4d, tidy, type Tensor4D } from '@tensorflow/tfjs-core';
import { beforeAll, expect, test } from 'vitest';

import { backward } from '#numerics/network/backward.ts';
import { changeOperations } from '#numerics/network/changeOperations.ts';
import { averagePool } from '#numerics/network/layers/averagePool.ts';
import { blurredMaxPool } from '#numerics/network/layers/blurredMaxPool.ts';
import { padCircularly, padCircularlyBackward } from '#numerics/network/layers/circularPadding.ts';
import { disposeNetwork, lastPlace, type Network } from '#numerics/network/network.ts';
import { run, valuesAt } from '#numerics/network/run.ts';
import { poolingSteps } from '#numerics/shiftedPooling.ts';
import { networkOf } from '#numerics/network/networkOf.ts';

import { startWasm } from '../wasm/wasmBackend.ts';
import { shippedModel } from './shipped.ts';
import { tinyImages, tinyNetwork } from './tiny.ts';

beforeAll(startWasm);

const column = (values: readonly number[]) =>
  // Every row the same, so that pooling along the rows changes nothing.
  tensor4d(Array.from({ length: values.length }, () => values).flat(), [
    1,
    values.length,
    values.length,
    1,
  ]);
const firstRow = (y: Tensor4D) => [...y.dataSync()].slice(0, y.shape[2]);

test('circular padding continues the maps from their other side', () => {
  const x = tensor4d([1, 2, 3, 4, 5, 6], [1, 2, 3, 1]);
  const padded = padCircularly({ pads: { top: 1, bottom: 0, left: 2, right: 1 } }, x);
  expect(padded.shape).toEqual([1, 3, 6, 1]);
  expect([...padded.dataSync()]).toEqual([5, 6, 4, 5, 6, 4, 2, 3, 1, 2, 3, 1, 5, 6, 4, 5, 6, 4]);
});

test('the way back through circular padding is its adjoint', () => {
  const pads = { top: 2, bottom: 1, left: 1, right: 3 };
  const x = randomNormal([2, 4, 5, 3], 0, 1, 'float32', 7) as Tensor4D;
  const g = randomNormal([2, 7, 9, 3], 0, 1, 'float32', 8) as Tensor4D;
  const inner = (a: Tensor4D, b: Tensor4D) =>
    tidy(() => dot(a.flatten(), b.flatten()).dataSync()[0] ?? Number.NaN);
  expect(inner(padCircularly({ pads }, x), g)).toBeCloseTo(
    inner(x, padCircularlyBackward({ pads }, g)),
    3,
  );
});

test('a circular margin wider than the maps is refused', () => {
  const x = tensor4d([1, 2], [1, 1, 2, 1]);
  expect(() => padCircularly({ pads: { top: 2, bottom: 0, left: 0, right: 0 } }, x)).toThrow(
    'at most 1',
  );
});

test('max pooling turns the worked example into (0,1,0,1), and moved by one pixel into (1,1,1,1)', () => {
  expect(poolingSteps([0, 0, 1, 1, 0, 0, 1, 1], false).kept).toEqual([0, 1, 0, 1]);
  expect(poolingSteps([1, 0, 0, 1, 1, 0, 0, 1], false).kept).toEqual([1, 1, 1, 1]);
});

test('with a blur the two are (½,1,½,1) and (¾,¾,¾,¾), and the layer agrees', () => {
  for (const [x, pooled] of [
    [
      [0, 0, 1, 1, 0, 0, 1, 1],
      [0.5, 1, 0.5, 1],
    ],
    [
      [1, 0, 0, 1, 1, 0, 0, 1],
      [0.75, 0.75, 0.75, 0.75],
    ],
  ] as const) {
    expect(poolingSteps(x, true).kept).toEqual(pooled);
    const layer = { type: 'blurredMaxPool', circular: true } as const;
    expect(firstRow(blurredMaxPool(layer, column(x)))).toEqual(pooled);
  }
});

test('blurred max pooling mirrors at the border when it is not circular', () => {
  // Dense maxima 2, 3, 4, 4 along the row; in front of them stands a copy of the second, 3.
  const layer = { type: 'blurredMaxPool', circular: false } as const;
  expect(firstRow(blurredMaxPool(layer, column([1, 2, 3, 4])))).toEqual([2.5, 3.75]);
});

test('average pooling takes the mean of each window', () => {
  expect(firstRow(averagePool({ type: 'averagePool', size: 2 }, column([1, 3, 5, 9])))).toEqual([
    2, 7,
  ]);
});

test('a variant shares the weights, and frees nothing of the network that it was made from', () => {
  const network = tinyNetwork(1);
  const x = tinyImages(2, 1, 8, 8);
  const logits = (of: Network) => tidy(() => [...valuesAt(of, x).dataSync()]);
  const before = logits(network);
  const tensors = memory().numTensors;
  const variant = changeOperations(network, { padding: 'circular', pooling: 'average' });
  expect(logits(variant)).not.toEqual(before);
  disposeNetwork(variant);
  expect(memory().numTensors).toBe(tensors);
  expect(logits(network)).toEqual(before);
});

test('with zero padding and max pooling the variant is the network itself', () => {
  const network = networkOf(shippedModel('base'));
  const same = changeOperations(network, { padding: 'zero', pooling: 'max' });
  expect(same.steps.map(({ name, type }) => [name, type])).toEqual(
    network.steps.map(({ name, type }) => [name, type]),
  );
});

/** Σ of the logits as a function of one pixel, and its derivative by the way back. */
function slopes(network: Network) {
  const x = tinyImages(5, 1, 8, 8);
  const pixels = x.dataSync();
  const sum = (values: ArrayLike<number>) =>
    tidy(() => {
      const image = tensor4d(Float32Array.from(values), x.shape);
      return valuesAt(network, image).sum().dataSync()[0] ?? Number.NaN;
    });
  const gradient = tidy(() => {
    const activations = run(network, x);
    const logits = activations[lastPlace(network)];
    if (!logits) throw new Error('no logits');
    return backward(network, activations, {
      place: lastPlace(network),
      signal: logits.onesLike(),
    }).dataSync();
  });
  return [0, 9, 60, 127].map((at) => {
    const nudged = (by: number) => pixels.map((value, i) => (i === at ? value + by : value));
    return [gradient[at], (sum(nudged(1e-2)) - sum(nudged(-1e-2))) / 2e-2] as const;
  });
}

test('the way back through circular padding and average pooling agrees with central differences', () => {
  const network = changeOperations(tinyNetwork(3), { padding: 'circular', pooling: 'average' });
  for (const [analytic, numeric] of slopes(network)) expect(analytic).toBeCloseTo(numeric, 2);
});

test('blurred max pooling has no way back, and says so', () => {
  const network = changeOperations(tinyNetwork(3), { padding: 'zero', pooling: 'blurredMax' });
  expect(() => slopes(network)).toThrow('blurred max pooling');
});
