import '@tensorflow/tfjs'; // with the gradients, for the oracle
import '@tensorflow/tfjs-backend-cpu';
import {
  dispose,
  disposeVariables,
  logSoftmax,
  mean,
  memory,
  mul,
  neg,
  oneHot,
  setBackend,
  sum,
  tensor,
  tensor1d,
  tensor2d,
  tensor4d,
  variable,
  variableGrads,
  type Scalar,
  type Tensor4D,
} from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';

import { bare, type Ingredients } from '#numerics/alexnet/ingredients.ts';
import {
  drawSmallAlexnet,
  smallAlexnetLogits,
  smallAlexnetLoss,
  type SmallAlexnetSize,
} from '#numerics/alexnet/smallAlexnet.ts';
import type { Named } from '#numerics/depth/pullback.ts';
import { largestDifference } from '#numerics/gradientCheck.ts';
import { normal } from '#numerics/normal.ts';
import { mulberry32 } from '#numerics/random.ts';

// Not on wasm, whose own gradient of pooling loses windows without a positive value.
beforeAll(() => setBackend('cpu'));

const size: SmallAlexnetSize = { side: 8, maps: [6, 7], kernel: 3, hidden: 5, classes: 3 };
const labels = [0, 2, 1, 1];
const mask = () => tensor2d([2, 0, 2, 0, 2, 0, 2, 2, 0, 0, 2, 2, 0, 2, 0, 0, 0, 2, 2, 2], [4, 5]);
const images = (seed: number): Tensor4D => {
  const draw = normal(mulberry32(seed));
  return tensor4d(Float32Array.from({ length: 4 * 8 * 8 * 3 }, draw), [4, 8, 8, 3]);
};
const kinds: [string, Ingredients][] = [
  ['bare', bare],
  ['tanh', { ...bare, activation: 'tanh' }],
  ['response normalisation', { ...bare, response: 0.3 }],
  ['overlapping windows', { ...bare, overlap: true }],
  ['overlapping windows on tanh', { ...bare, activation: 'tanh', overlap: true }],
  ['all', { ...bare, response: 1e-4, overlap: true, dropout: true }],
];

/** Weights whose biases are not the zeros of the start, which hide mistakes. */
function unsettled(ingredients: Ingredients, seed: number): Named {
  const draw = normal(mulberry32(seed));
  const drawn = drawSmallAlexnet(size, ingredients, seed);
  return Object.fromEntries(
    Object.entries(drawn).map(([name, w]) => {
      const values = w.dataSync().map((value) => value + (w.rank === 1 ? 0.3 * draw() : 0));
      const moved = variable(tensor(values, w.shape), true);
      dispose(w);
      return [name, moved];
    }),
  );
}

describe('the gradient of the small AlexNet', () => {
  it.each(kinds)('%s: is what automatic differentiation finds', (_, ingredients) => {
    const weights = unsettled(ingredients, 3);
    const x = images(5);
    const dropped = ingredients.dropout ? mask() : null;
    const { grads } = variableGrads(
      () => {
        const chosen = oneHot(tensor1d(labels, 'int32'), size.classes);
        const logits = smallAlexnetLogits(ingredients, weights, x, dropped);
        return neg(mean(sum(mul(logSoftmax(logits), chosen), 1))) as Scalar;
      },
      Object.values(weights) as never,
    );
    const before = memory().numTensors;
    const { loss, logits, gradients } = smallAlexnetLoss(ingredients, weights, x, labels, dropped);
    expect(Object.keys(gradients).toSorted()).toEqual(Object.keys(weights).toSorted());
    for (const [name, gradient] of Object.entries(gradients)) {
      const own = (weights[name] as unknown as { name: string }).name;
      expect(gradient.shape, name).toEqual(weights[name]?.shape);
      const wanted = grads[own]?.dataSync() ?? [];
      expect(largestDifference(gradient.dataSync(), wanted), name).toBeLessThan(2e-5);
    }
    expect(memory().numTensors).toBe(before + 2 + Object.keys(gradients).length);
    dispose([x, loss, logits, ...Object.values(gradients), ...Object.values(grads)]);
    if (dropped) dispose(dropped);
    disposeVariables();
  });

  it.each(kinds)('%s: is the slope of the loss along itself', (_, ingredients) => {
    const weights = unsettled(ingredients, 7);
    const x = images(8);
    const dropped = ingredients.dropout ? mask() : null;
    const name = 'conv1.kernel';
    const found = smallAlexnetLoss(ingredients, weights, x, labels, dropped);
    const gradient = found.gradients[name]?.dataSync() ?? new Float32Array();
    const length = Math.hypot(...gradient);
    const lossAt = (distance: number): number => {
      const w = weights[name];
      if (!w) throw new Error(name);
      const values = w.dataSync().map((v, i) => v + (distance * (gradient[i] ?? 0)) / length);
      const moved = { ...weights, [name]: tensor(values, w.shape) };
      const { loss } = smallAlexnetLoss(ingredients, moved, x, labels, dropped);
      return loss.dataSync()[0] ?? Number.NaN;
    };
    const h = 2e-3;
    const slope = (lossAt(h) - lossAt(-h)) / (2 * h);
    expect(Math.abs(slope - length)).toBeLessThan(0.03 * length + 2e-3);
    disposeVariables();
  });
});
