import {
  dispose,
  memory,
  tensor1d,
  tensor4d,
  variableGrads,
  variable,
  add,
  conv2d,
  logSoftmax,
  matMul,
  mean,
  mul,
  oneHot,
  relu,
  sub,
  sum,
  tensor,
  type Scalar,
  type Tensor,
  type Tensor2D,
  type Tensor4D,
} from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';

import { domainGradients } from '#numerics/domains/domainGradients.ts';
import { domainNetwork } from '#numerics/domains/domainNetwork.ts';
import { evenWeights, raiseWeights } from '#numerics/domains/groupWeights.ts';
import { drawShare, mixStyle } from '#numerics/domains/mixStyle.ts';
import { isInside, outlines } from '#numerics/domains/outline.ts';
import { drawScene, styles } from '#numerics/domains/styles.ts';
import { scenesOf } from '#numerics/domains/study.ts';
import { estimateVariance } from '#numerics/domains/twoLevel.ts';
import { largestDifference } from '#numerics/gradientCheck.ts';
import { disposeNetwork } from '#numerics/network/network.ts';
import { normal } from '#numerics/normal.ts';
import { mulberry32 } from '#numerics/random.ts';
import { lossGradients } from '#numerics/training/lossGradients.ts';
import { saveWeights } from '#numerics/training/savedWeights.ts';
import { smallNetwork } from '#numerics/training/smallNetwork.ts';

import { startWasm } from '../wasm/wasmBackend.ts';

beforeAll(() => startWasm());

const labels = [0, 2, 1, 1, 0, 2];
const domains = [0, 0, 1, 1, 1, 0];
const pictures = () => {
  const draw = normal(mulberry32(5));
  return tensor4d(Float32Array.from({ length: 6 * 8 * 8 * 3 }, draw), [6, 8, 8, 3]);
};
const size = { widths: [5], classes: 3 };

describe('gradient reversal', () => {
  it('gives every part the gradient that automatic differentiation gives for its own goal', async () => {
    const network = domainNetwork(size, 2, 3);
    const weights = await saveWeights(network);
    const x = pictures();
    const [reversal, groups] = [0.7, [0.3, 0.7]];
    const own = domainGradients(network, { x, labels, domains }, 2, {
      weigh: () => groups,
      reversal,
    });
    const vars = Object.fromEntries(
      Object.entries(weights).flatMap(([layer, { kernel, bias }]) => [
        [`${layer}.kernel`, variable(tensor(kernel.values, kernel.shape), true, `r.${layer}.k`)],
        [`${layer}.bias`, variable(tensor(bias.values, bias.shape), true, `r.${layer}.b`)],
      ]),
    );
    const w = (name: string) => vars[name] as Tensor;
    const dense = (a: Tensor, layer: string) =>
      add(matMul(a as Tensor2D, w(`${layer}.kernel`) as Tensor2D), w(`${layer}.bias`));
    const entropy = (logits: Tensor, classes: number[], count: number, shares: number[]) => {
      const chosen = oneHot(tensor1d(classes, 'int32'), count);
      return sum(
        mul(
          sum(mul(logSoftmax(logits as Tensor2D), chosen), 1),
          shares.map((s) => -s),
        ),
      );
    };
    const losses = () => {
      const z = conv2d(x, w('conv1.kernel') as Tensor4D, 1, 'same');
      const features = mean(relu(add(z, w('conv1.bias'))), [1, 2]);
      const shares = domains.map((d) => (groups[d] ?? 0) / 3);
      return {
        classes: entropy(dense(features, 'logits'), labels, 3, shares),
        domains: entropy(
          dense(relu(dense(features, 'detective')), 'verdict'),
          domains,
          2,
          domains.map(() => 1 / 6),
        ),
      };
    };
    const slopes = (goal: () => Tensor) => variableGrads(goal as () => Scalar).grads;
    const before = slopes(() => sub(losses().classes, mul(losses().domains, reversal)));
    const head = slopes(() => losses().domains);
    for (const [layer, wanted] of [
      ['conv1', before],
      ['logits', before],
      ['detective', head],
      ['verdict', head],
    ] as const) {
      const found = own.gradients[layer] ?? own.gradients[`${layer}.pre`];
      for (const [part, letter] of [
        ['kernel', 'k'],
        ['bias', 'b'],
      ] as const) {
        const a = found?.[part].dataSync() ?? [];
        const b = wanted[`r.${layer}.${letter}`]?.dataSync() ?? [];
        expect(largestDifference(a, b), `${layer} ${part}`).toBeLessThan(1e-5);
        expect(Math.max(...b.map(Math.abs))).toBeGreaterThan(1e-4);
      }
    }
    disposeNetwork(network);
  });

  it('without a second head and with even weights it is the gradient of the plain loss', () => {
    const network = smallNetwork(size, 3);
    const x = pictures();
    const before = memory().numTensors;
    const even = { weigh: () => evenWeights(2), reversal: null };
    const found = domainGradients(network, { x, labels, domains }, 2, even);
    const plain = lossGradients(network, x, labels);
    for (const name of ['conv1.pre', 'logits']) {
      const [a, b] = [found.gradients[name], plain.gradients[name]];
      expect(
        largestDifference(a?.kernel.dataSync() ?? [], b?.kernel.dataSync() ?? []),
      ).toBeLessThan(1e-6);
    }
    const [l0 = 0, l1 = 0] = found.losses;
    expect((l0 + l1) / 2).toBeCloseTo(plain.loss.dataSync()[0] ?? NaN, 5);
    for (const { kernel, bias } of [
      ...Object.values(found.gradients),
      ...Object.values(plain.gradients),
    ])
      dispose([kernel, bias]);
    dispose(plain.loss);
    expect(memory().numTensors).toBe(before);
    dispose(x);
    disposeNetwork(network);
  });
});

describe('group-DRO', () => {
  it('moves all weight to the largest loss, and keeps the sum at one', () => {
    let q = evenWeights(3);
    for (let t = 0; t < 2000; t++) q = raiseWeights(q, [0.5, 1, 2], 0.01);
    expect(q[2]).toBeGreaterThan(0.999);
    expect(q.reduce((a, b) => a + b)).toBeCloseTo(1, 12);
  });

  it('the example by hand: losses 1 and 0.2, four steps of ½', () => {
    let q = evenWeights(2);
    for (let t = 0; t < 4; t++) q = raiseWeights(q, [1, 0.2], 0.5);
    expect(q[0]).toBeCloseTo(0.832, 3);
    expect((q[0] ?? 0) + 0.2 * (q[1] ?? 0)).toBeCloseTo(0.866, 3);
  });
});

describe('the two-level estimate', () => {
  it('the example by hand: risks 0.1, 0.2, 0.6', () => {
    const terms = { between: 0.14 / 3, within: (0.09 + 0.16 + 0.24) / 3 };
    expect(Math.sqrt(estimateVariance(terms, 3, 100))).toBeCloseTo(0.127, 3);
    expect(Math.sqrt(estimateVariance(terms, 3, 1e9))).toBeCloseTo(0.125, 3);
    expect(Math.sqrt(estimateVariance(terms, 12, 25))).toBeCloseTo(0.067, 3);
  });
});

describe('style mixing', () => {
  const draw = normal(mulberry32(8));
  const [a, b] = [0, 1].map((k) => Float32Array.from({ length: 300 }, () => k + (1 + k) * draw()));
  const statistics = (values: Float32Array, c: number) => {
    const own = [...values].filter((_, i) => i % 3 === c);
    const m = own.reduce((sum, v) => sum + v, 0) / own.length;
    return [m, Math.sqrt(own.reduce((sum, v) => sum + (v - m) ** 2, 0) / own.length)];
  };

  it('gives a picture the mean and the deviation in between, and leaves its order of values', () => {
    if (!a || !b) throw new Error('no pictures');
    const mixed = mixStyle(a, b, 0.25);
    for (const c of [0, 1, 2]) {
      const [wanted, found] = [
        [0, 1].map((k) => 0.25 * (statistics(a, c)[k] ?? 0) + 0.75 * (statistics(b, c)[k] ?? 0)),
        statistics(mixed, c),
      ];
      expect(largestDifference(found, wanted)).toBeLessThan(1e-4);
    }
    expect(largestDifference(mixStyle(a, b, 1), a)).toBeLessThan(1e-5);
  });

  it('draws its shares from Beta(0.1, 0.1): mean ½, variance 1/(4·1.2)', () => {
    const random = mulberry32(1);
    const shares = Array.from({ length: 20_000 }, () => drawShare(0.1, random));
    const m = shares.reduce((sum, v) => sum + v, 0) / shares.length;
    const v = shares.reduce((sum, s) => sum + (s - m) ** 2, 0) / shares.length;
    expect(m).toBeCloseTo(0.5, 1);
    expect(v).toBeCloseTo(1 / 4.8, 2);
  });
});

describe('the drawn domains', () => {
  it('outlines have one area, so that how much is covered tells nothing', () => {
    for (const outline of outlines) {
      let inside = 0;
      for (let i = 0; i < 400; i++)
        for (let j = 0; j < 400; j++)
          if (isInside(outline, i / 50 - 4 + 0.01, j / 50 - 4 + 0.01)) inside++;
      expect(Math.abs(inside / 2500 - Math.PI), outline).toBeLessThan(0.08);
    }
  });

  it('the negative is the photograph turned round, and the faded one a linear copy of it', () => {
    const [scene] = scenesOf(1, 4, 0);
    if (!scene) throw new Error('no scene');
    const photo = drawScene(scene, 'photo');
    expect(
      largestDifference(
        drawScene(scene, 'inverted'),
        photo.map((v) => 255 - v),
      ),
    ).toBe(0);
    const faded = drawScene(scene, 'faded');
    expect(
      largestDifference(
        faded,
        photo.map((v, i) => 0.7 * v + ([60, 45, 15][i % 3] ?? 0)),
      ),
    ).toBe(0);
  });

  it('all styles draw every class differently from any other', () => {
    for (const style of styles) {
      const drawn = outlines.map((_, label) => [...drawScene({ label, seed: 7 }, style)].join());
      expect(new Set(drawn).size).toBe(outlines.length);
    }
  });
});
