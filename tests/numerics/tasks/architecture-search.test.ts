import {
  grad,
  memory,
  mul,
  softmax,
  sum,
  tensor1d,
  tensor2d,
  log,
  matMul,
  reshape,
  type Tensor1D,
} from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';

import { mixedOperation } from '#numerics/architectureSearch/mixedOperation.ts';
import { policyGradient } from '#numerics/architectureSearch/policyGradient.ts';
import prune from '#numerics/tasks/architecture-search-prune.ts';
import tune, { type TuneCheckpoint } from '#numerics/tasks/architecture-search-tune.ts';
import bestOfMany from '#numerics/tasks/check-best-of-many.ts';
import mixed from '#numerics/tasks/check-mixed-operation.ts';
import policy from '#numerics/tasks/check-policy-gradient.ts';
import rescaled from '#numerics/tasks/check-rescaled-layers.ts';

import { imagesOf, shippedModel } from '../network/shipped.ts';
import { startWasm } from '../wasm/wasmBackend.ts';
import { uninterruptedWith } from './uninterrupted.ts';

beforeAll(startWasm);

describe.each([
  ['the best of many draws', bestOfMany],
  ['the policy gradient', policy],
  ['the mixture’s gradient', mixed],
  ['rescaled layers', rescaled],
])('the check of %s', (_, check) => {
  it('holds for every seed', async () => {
    for (let seed = 1; seed <= 30; seed++) {
      const { rows } = await check({ seed });
      for (const { label, value, tolerance } of rows) {
        expect(value, `${label}, seed ${seed}`).toBeLessThanOrEqual(tolerance);
      }
    }
  });
});

describe('automatic differentiation agrees', () => {
  it('with (R − b) ∇ log π', async () => {
    const alpha = [0.3, -1.2, 0.8];
    const found = grad((a) => mul(sum(mul(log(softmax(a as Tensor1D)), tensor1d([0, 0, 1]))), 0.7))(
      tensor1d(alpha),
    );
    const [own = []] = policyGradient([alpha], [2], 0.7);
    const values = await found.data();
    own.forEach((g, i) => expect(g).toBeCloseTo(values[i] ?? Number.NaN, 5));
  });

  it('with p ⟨g, o − ō⟩', async () => {
    const [alpha, upstream] = [
      [0.5, -0.4],
      [1, -2, 3],
    ];
    const outputs = [
      [1, 2, 3],
      [0, -1, 4],
    ];
    const found = grad((a) => {
      const mixture = matMul(reshape(softmax(a as Tensor1D), [1, 2]), tensor2d(outputs));
      return sum(mul(mixture, tensor2d([upstream])));
    })(tensor1d(alpha));
    const values = await found.data();
    const { gradient } = mixedOperation(alpha, outputs, upstream);
    gradient.forEach((g, i) => expect(g).toBeCloseTo(values[i] ?? Number.NaN, 5));
  });
});

describe('pruning in the page', () => {
  const model = shippedModel('base');
  const context = uninterruptedWith(model);
  let pictures: { pixels: Uint8Array; labels: number[] };
  beforeAll(async () => {
    const { pixels, labels } = await imagesOf('public/images/gallery.png', model.manifest);
    pictures = {
      pixels: pixels.subarray(0, 40 * 3072),
      labels: labels.slice(0, 40).map((label) => model.manifest.classes.indexOf(label)),
    };
  });

  it('counts right answers and what is left of each layer, and leaks nothing', async () => {
    const input = { pictures, sparsity: 0.5, scope: 'layer', seed: 1 } as const;
    await prune(input, context);
    const before = memory().numTensors;
    const found = await prune(input, context);
    expect(found?.of).toBe(20);
    for (const { kept, weights } of found?.layers ?? []) expect(kept / weights).toBeCloseTo(0.5, 3);
    expect(memory().numTensors).toBe(before);
  });

  it('goes on after a pause as if it had not been paused, and keeps the zeros', async () => {
    const input = { pictures, sparsity: 0.8, scope: 'layer', seed: 1, epochs: 2 } as const;
    const whole = await tune(input, context);
    const parts: TuneCheckpoint[] = [];
    const before = memory().numTensors;
    const paused = await tune(input, {
      ...context,
      progress: (_, part) => part !== undefined && parts.push(part as TuneCheckpoint),
      stopped: () => Promise.resolve(parts.length === 1),
    });
    expect(paused).toBeNull();
    expect(memory().numTensors).toBe(before);
    const resumed = await tune({ ...input, from: parts[0] }, context);
    expect(resumed?.history).toEqual(whole?.history);
    expect(resumed?.weights).toEqual(whole?.weights);
    const { kernel } = whole?.weights.conv3 ?? { kernel: { values: new Float32Array() } };
    expect(kernel.values.filter((value) => value === 0).length / kernel.values.length).toBeCloseTo(
      0.8,
      2,
    );
    const again = await prune({ ...input, sparsity: 0.9, weights: whole?.weights }, context);
    for (const { kept, weights } of again?.layers ?? []) expect(kept / weights).toBeCloseTo(0.1, 2);
    expect(memory().numTensors).toBe(before);
  }, 120_000);
});
