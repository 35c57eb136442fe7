import '@tensorflow/tfjs'; // the cpu backend and every gradient: the oracle
import {
  add,
  logSoftmax,
  matMul,
  mul,
  neg,
  oneHot,
  relu,
  setBackend,
  sum,
  tensor1d,
  tensor2d,
  variable,
  variableGrads,
  disposeVariables,
  type Scalar,
  type Tensor1D,
  type Tensor2D,
} from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';

import { largestDifference } from '#numerics/gradientCheck.ts';
import { normal } from '#numerics/normal.ts';
import { mulberry32 } from '#numerics/random.ts';
import { fixMatch, logitsOf } from '#numerics/semiSupervised/fixMatch.ts';
import { drawMoons, OTHER } from '#numerics/semiSupervised/moons.ts';
import { descend, noMemory, perceptron } from '#numerics/semiSupervised/perceptron.ts';
import { judged, pseudoLabels } from '#numerics/semiSupervised/pseudoLabels.ts';
import { contrastOf, drawSwatch, drawSwatches } from '#numerics/semiSupervised/swatches.ts';
import { CANDIDATES, drawLabelled, POOL } from '#numerics/semiSupervised/trial.ts';
import { pictureViews } from '#numerics/semiSupervised/views.ts';
import entropyCheck from '#numerics/tasks/check-entropy-gradient.ts';
import fixMatchCheck from '#numerics/tasks/check-fixmatch-loss.ts';
import averageCheck from '#numerics/tasks/check-moving-average.ts';

beforeAll(() => setBackend('cpu'));

describe('the boxed statements', () => {
  it.each([
    ['FixMatch’s gradient, held or asked anew', fixMatchCheck],
    ['the entropy’s gradient, and its area across a border', entropyCheck],
    ['the moving average', averageCheck],
  ] as const)('%s: thirty seeds', async (_, check) => {
    for (let seed = 1; seed <= 30; seed++) {
      const { statement, rows } = await check({ seed });
      for (const { label, value, tolerance } of rows) {
        expect(value, `${label}: ${statement} (seed ${seed})`).toBeLessThanOrEqual(tolerance);
      }
    }
  });

  it('FixMatch’s gradient is that of automatic differentiation, the pseudo-labels held', () => {
    const draw = normal(mulberry32(3));
    const [inputs, classes, threshold] = [5, 3, 0.5];
    const rows = (n: number) => Float64Array.from({ length: n * inputs }, () => draw());
    const network = perceptron([inputs, 7, classes], 2).map((layer) => ({
      ...layer,
      bias: layer.bias.map(() => 0.3 * draw()),
    }));
    const step = { labelled: rows(4), labels: [0, 2, 1, 1], asked: rows(9), taught: rows(9) };
    const { loss, gradients } = fixMatch(network, step, threshold);
    const said = pseudoLabels(logitsOf(network, step.asked), classes);
    const above = said.map(({ confidence }) => (confidence >= threshold ? 1 / said.length : 0));
    expect(new Set(above).size).toBe(2);

    const kernels = network.map(({ kernel, inputs: i, outputs: o }, k) =>
      variable(tensor2d(Float32Array.from(kernel), [i, o]), true, `w${k}`),
    );
    const biases = network.map(({ bias }, k) =>
      variable(tensor1d(Float32Array.from(bias)), true, `b${k}`),
    );
    const rates = tensor1d([...step.labels.map(() => 1 / 4), ...above]);
    const targets = oneHot(
      tensor1d([...step.labels, ...said.map(({ label }) => label)], 'int32'),
      classes,
    );
    const x = tensor2d(Float32Array.of(...step.labelled, ...step.taught), [13, inputs]);
    const { value, grads } = variableGrads(() => {
      const hidden = relu(add(matMul(x, kernels[0] as Tensor2D), biases[0] as Tensor1D));
      const logits = add(matMul(hidden, kernels[1] as Tensor2D), biases[1] as Tensor1D);
      const each = neg(sum(mul(logSoftmax(logits as Tensor2D), targets), 1));
      return sum(mul(each, rates)) as Scalar;
    });
    expect(value.dataSync()[0]).toBeCloseTo(loss, 5);
    gradients.forEach(({ kernel, bias }, k) => {
      const wanted = [grads[`w${k}`], grads[`b${k}`]].map((grad) => grad?.dataSync() ?? []);
      expect(largestDifference(kernel, wanted[0] ?? [])).toBeLessThan(1e-5);
      expect(largestDifference(bias, wanted[1] ?? [])).toBeLessThan(1e-5);
    });
    disposeVariables();
  });

  it('a pseudo-label on the view that gave it makes the network surer of it', () => {
    const network = perceptron([2, 3], 4);
    const x = Float64Array.of(1, -0.5);
    const [before] = pseudoLabels(logitsOf(network, x), 3);
    const step = { labelled: new Float64Array(), labels: [], asked: x, taught: x };
    const { gradients } = fixMatch(network, step, 0);
    descend(network, gradients, noMemory(network), 0.01);
    const [after] = pseudoLabels(logitsOf(network, x), 3);
    expect(after?.label).toBe(before?.label);
    expect(after?.confidence).toBeGreaterThan(before?.confidence ?? 1);
  });
});

describe('the problems', () => {
  it('a polluted pool keeps its candidates, and its last ones are of no class', () => {
    const [clean, half] = [0, 0.5].map((share) => drawMoons(POOL, { share, seed: 1 }));
    const kept = 2 * CANDIDATES;
    expect(half?.values.subarray(0, kept)).toEqual(clean?.values.subarray(0, kept));
    expect(half?.labels.filter((label) => label === OTHER).length).toBe(POOL / 2);
    const pools = [0, 0.75].map((share) => drawSwatches(POOL, { share, seed: 1 }));
    expect(pools[1]?.swatches.slice(0, CANDIDATES)).toEqual(
      pools[0]?.swatches.slice(0, CANDIDATES),
    );
    expect(drawSwatches(CANDIDATES, { share: 0, seed: 1 }).swatches).toEqual(
      pools[0]?.swatches.slice(0, CANDIDATES),
    );
  });

  it('what is labelled by lot has equally many of each class, and no label twice', () => {
    const { labels } = drawSwatches(CANDIDATES, { share: 0, seed: 1 });
    for (let seed = 1; seed <= 20; seed++) {
      const drawn = drawLabelled('cloth', 3, seed);
      expect(new Set(drawn).size).toBe(12);
      for (const label of [0, 1, 2, 3]) {
        expect(drawn.filter((i) => labels[i] === label).length).toBe(3);
      }
    }
  });

  it('a swatch is the same whenever it is drawn; a weak view has its colours, no others', () => {
    const swatch = { pattern: 2, other: false, seed: 5 };
    const drawn = drawSwatch(swatch);
    expect(drawSwatch(swatch)).toEqual(drawn);
    expect(contrastOf(5)).toBeGreaterThanOrEqual(12);
    const weak = pictureViews.weak(drawn, mulberry32(9));
    const colours = new Set(drawn);
    expect([...weak].every((value) => colours.has(value))).toBe(true);
    expect(pictureViews.strong(drawn, mulberry32(9))).not.toEqual(weak);
  });

  it('precision counts examples of no class as wrong', () => {
    const said = [
      { label: 0, confidence: 0.99 },
      { label: 1, confidence: 0.97 },
      { label: 1, confidence: 0.6 },
    ];
    expect(judged(said, [0, OTHER, 1], 0.95)).toEqual({ confident: 2, hits: 1 });
  });
});
