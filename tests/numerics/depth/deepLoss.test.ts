import {
  disposeVariables,
  dispose,
  logSoftmax,
  mean,
  memory,
  mul,
  neg,
  oneHot,
  sum,
  tensor1d,
  tensor4d,
  variable,
  variableGrads,
  type Scalar,
  type Tensor4D,
} from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';

import { deepLogits, deepLoss } from '#numerics/depth/deepLoss.ts';
import { convolutionsOf, drawDeep, type DeepNetwork } from '#numerics/depth/deepNetwork.ts';
import type { Named } from '#numerics/depth/pullback.ts';
import { largestDifference } from '#numerics/gradientCheck.ts';
import { normal } from '#numerics/normal.ts';
import { mulberry32 } from '#numerics/random.ts';

import { startWasm } from '../wasm/wasmBackend.ts';

beforeAll(() => startWasm());

const labels = [0, 2, 1, 1, 0, 2];
const images = (seed: number): Tensor4D => {
  const draw = normal(mulberry32(seed));
  return tensor4d(Float32Array.from({ length: 6 * 8 * 8 * 3 }, draw), [6, 8, 8, 3]);
};
const network = (part: Partial<DeepNetwork>): DeepNetwork => ({
  depth: 8,
  widths: [4, 6, 8],
  skips: false,
  norm: true,
  classes: 3,
  ...part,
});
const kinds = [
  ['plain, with batch norm', network({})],
  ['residual, with batch norm', network({ skips: true })],
  ['plain, without', network({ norm: false })],
  ['residual, without', network({ skips: true, norm: false })],
  ['residual, twice as deep', network({ skips: true, depth: 14 })],
] as const;

/** Weights with scales and shifts that are not the ones of the start, which hide mistakes. */
function unsettled(own: DeepNetwork, seed: number): Named {
  const draw = normal(mulberry32(seed));
  const drawn = drawDeep(own, seed);
  return Object.fromEntries(
    Object.entries(drawn).map(([name, w]) => {
      const shape = w.shape;
      const values = w.dataSync().map((value) => value + (w.rank === 1 ? 0.3 * draw() : 0));
      dispose(w);
      return [name, variable(tensor1d(values).reshape(shape), true)];
    }),
  );
}

/** The gradient by automatic differentiation of the way forward. */
function byAutodiff(own: DeepNetwork, weights: Named, x: Tensor4D): Named {
  const names = Object.keys(weights);
  const { grads } = variableGrads(
    () => {
      const chosen = oneHot(tensor1d(labels, 'int32'), own.classes);
      return neg(mean(sum(mul(logSoftmax(deepLogits(own, weights, x)), chosen), 1))) as Scalar;
    },
    Object.values(weights) as never,
  );
  const found = Object.values(weights).map((w) => grads[(w as unknown as { name: string }).name]);
  return Object.fromEntries(names.map((name, i) => [name, found[i]])) as Named;
}

describe('the gradient of a deep network', () => {
  it.each(kinds)('%s: is what automatic differentiation finds', (_, own) => {
    const weights = unsettled(own, 3);
    const x = images(5);
    const expected = byAutodiff(own, weights, x);
    const before = memory().numTensors;
    const { loss, logits, gradients } = deepLoss(own, weights, x, labels);
    expect(Object.keys(gradients).toSorted()).toEqual(Object.keys(weights).toSorted());
    for (const [name, gradient] of Object.entries(gradients)) {
      expect(gradient.shape, name).toEqual(weights[name]?.shape);
      const wanted = expected[name]?.dataSync() ?? [];
      expect(largestDifference(gradient.dataSync(), wanted), name).toBeLessThan(1e-5);
    }
    expect(memory().numTensors).toBe(before + 2 + Object.keys(gradients).length);
    dispose([x, loss, logits, ...Object.values(gradients), ...Object.values(expected)]);
    disposeVariables();
  });

  it.each(kinds)('%s: is the slope of the loss along a random direction', (_, own) => {
    const weights = unsettled(own, 7);
    const x = images(8);
    const { gradients, loss, logits } = deepLoss(own, weights, x, labels);
    const name = `conv${convolutionsOf(own).length - 2}.kernel`;
    const gradient = gradients[name]?.dataSync() ?? new Float32Array();
    const size = Math.hypot(...gradient);
    const lossAt = (distance: number): number => {
      const w = weights[name];
      if (!w) throw new Error(name);
      const values = w.dataSync().map((value, i) => value + (distance * (gradient[i] ?? 0)) / size);
      const moved = { ...weights, [name]: tensor1d(values).reshape(w.shape) };
      const found = deepLoss(own, moved, x, labels);
      return found.loss.dataSync()[0] ?? Number.NaN;
    };
    const h = 2e-3;
    const slope = (lossAt(h) - lossAt(-h)) / (2 * h);
    expect(Math.abs(slope - size)).toBeLessThan(0.03 * size + 2e-3);
    dispose([x, loss, logits, ...Object.values(gradients)]);
    disposeVariables();
  });
});

describe('a network of depth 6n + 2', () => {
  it('has the parameters of the record: 853,018 at depth 56, skips or not', () => {
    const own = network({ depth: 56, widths: [16, 32, 64], classes: 10 });
    const count = (weights: Named) =>
      Object.values(weights).reduce((total, w) => total + w.size, 0);
    const plain = drawDeep(own, 1);
    const residual = drawDeep({ ...own, skips: true }, 1);
    expect(count(plain)).toBe(853018);
    expect(count(residual)).toBe(853018);
    const name = 'conv9.kernel';
    expect(plain[name]?.dataSync()).toEqual(residual[name]?.dataSync());
    dispose([...Object.values(plain), ...Object.values(residual)]);
  });

  it('is refused at other depths', () => {
    expect(() => convolutionsOf({ depth: 18, widths: [4, 6, 8] })).toThrow('6n + 2, found 18');
  });
});
