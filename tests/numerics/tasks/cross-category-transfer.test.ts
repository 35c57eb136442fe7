import {
  add,
  grad,
  log,
  matMul,
  memory,
  mul,
  relu,
  softmax,
  sub,
  sum,
  tensor2d,
  transpose,
  type Scalar,
  type Tensor,
  type Tensor2D,
} from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';

import { throughSoftmax } from '#numerics/clustering/clusterHead.ts';
import { contrastiveLoss, divergence, MARGIN } from '#numerics/clustering/contrastiveLoss.ts';
import { metaClassification } from '#numerics/clustering/metaClassification.ts';
import { pairCount, pairIndex } from '#numerics/clustering/pairs.ts';
import { normal } from '#numerics/normal.ts';
import { probabilities } from '#numerics/novelty/logitScores.ts';
import { mulberry32 } from '#numerics/random.ts';
import matching from '#numerics/tasks/check-cluster-matching.ts';
import likelihood from '#numerics/tasks/check-meta-classification.ts';
import pair from '#numerics/tasks/check-pair-divergence.ts';
import group, {
  type Checkpoint,
  type GroupInput,
  type Plan,
} from '#numerics/tasks/cross-category-transfer-group.ts';
import readPictures from '#numerics/tasks/cross-category-transfer-read.ts';

import { shippedModel } from '../network/shipped.ts';
import { galleryFor } from '../novelty/galleryFor.ts';
import { startWasm } from '../wasm/wasmBackend.ts';
import { uninterrupted, uninterruptedWith } from './uninterrupted.ts';

beforeAll(startWasm);

describe.each([
  ['the meta classification likelihood', likelihood],
  ['the contrastive loss', pair],
  ['the matching', matching],
])('the check of %s', (_, check) => {
  it('holds for every seed', async () => {
    for (let seed = 1; seed <= 60; seed++) {
      const { rows } = await check({ seed });
      for (const { label, value, tolerance } of rows) {
        expect(value, `${label}, seed ${seed}`).toBeLessThanOrEqual(tolerance);
      }
    }
  });
});

describe('automatic differentiation agrees', () => {
  const [n, k] = [5, 3];
  const draw = normal(mulberry32(4));
  const logits = Array.from({ length: n * k }, () => draw());
  const same = Array.from({ length: pairCount(n) }, (_, at) => (at % 3 === 0 ? 1 : 0));
  const square = (of: (i: number, j: number) => number) =>
    tensor2d(
      Array.from({ length: n * n }, (_, at) => of(Math.floor(at / n), at % n)),
      [n, n],
    );
  const isPair = () => square((i, j) => (j < i ? 1 / pairCount(n) : 0));
  const isSame = () => square((i, j) => (j < i ? (same[pairIndex(i, j)] ?? 0) : 0));
  const p = Float64Array.from(
    Array.from({ length: n }, (_, i) => probabilities(logits.slice(i * k, (i + 1) * k))).flat(),
  );

  it('with the gradient of the meta classification likelihood', async () => {
    const { loss, gradient } = metaClassification(p, k, same);
    const byHand = throughSoftmax(p, k, gradient);
    const lossOf = (x: Tensor) => {
      const own = softmax(x as Tensor2D);
      const predicted = matMul(own, transpose(own));
      const likely = log(predicted);
      const unlikely = log(sub(1 + 1e-7, predicted));
      const each = sub(mul(isSame(), sub(unlikely, likely)), unlikely);
      return sum(mul(isPair(), each)) as Scalar;
    };
    const x = tensor2d(logits, [n, k]);
    expect(loss).toBeCloseTo((await lossOf(x).data())[0] ?? Number.NaN, 4);
    const values = await grad(lossOf)(x).data();
    byHand.forEach((g, at) => expect(g).toBeCloseTo(values[at] ?? Number.NaN, 4));
  });

  it('with the gradient of the contrastive loss, on both sides of the hinge', async () => {
    const far = logits.map((value) => 2 * value);
    const own = Float64Array.from(
      Array.from({ length: n }, (_, i) => probabilities(far.slice(i * k, (i + 1) * k))).flat(),
    );
    const apart = Array.from({ length: n * n }, (_, at) => {
      const [i, j] = [Math.floor(at / n), at % n];
      const isDifferent = i !== j && !same[pairIndex(Math.max(i, j), Math.min(i, j))];
      const of = (at: number) => own.subarray(at * k, (at + 1) * k);
      return isDifferent ? [divergence(of(i), of(j))] : [];
    }).flat();
    expect(Math.min(...apart)).toBeLessThan(MARGIN);
    expect(Math.max(...apart)).toBeGreaterThan(MARGIN);

    const found = contrastiveLoss(own, k, same);
    const byHand = throughSoftmax(own, k, found.gradient);
    const loss = (x: Tensor) => {
      const p = softmax(x as Tensor2D);
      // KL(pᵢ‖pⱼ) = Σ pᵢ log pᵢ − Σ pᵢ log pⱼ, for all i and j at once.
      const kl = sub(sum(mul(p, log(p)), 1, true), matMul(p, transpose(log(p))));
      const hinge = relu(sub(MARGIN, kl));
      const ordered = square((i, j) => (i === j ? 0 : 1 / pairCount(n)));
      const isSame = square((i, j) =>
        i === j ? 0 : (same[pairIndex(Math.max(i, j), Math.min(i, j))] ?? 0),
      );
      return sum(mul(ordered, add(mul(isSame, kl), mul(sub(1, isSame), hinge)))) as Scalar;
    };
    const x = tensor2d(far, [n, k]);
    expect(found.loss).toBeCloseTo((await loss(x).data())[0] ?? Number.NaN, 4);
    const values = await grad(loss)(x).data();
    byHand.forEach((g, at) => expect(g).toBeCloseTo(values[at] ?? Number.NaN, 4));
  });
});

describe('the numbers of the chapter', () => {
  it('are 19,900 pairs of 200 pictures, and 0.5341 nats', () => {
    expect(pairCount(200)).toBe(19900);
    expect(divergence([0.8, 0.2], [0.3, 0.7])).toBeCloseTo(0.5341, 4);
    expect(divergence([0.3, 0.7], [0.8, 0.2])).toBeCloseTo(0.5827, 4);
  });

  it('are the costs of the worked pair, the same and different, by both losses', () => {
    const p = Float64Array.of(0.8, 0.2, 0.3, 0.7);
    const costs = [metaClassification, contrastiveLoss].flatMap((loss) =>
      [1, 0].map((same) => loss(p, 2, [same]).loss.toFixed(3)),
    );
    expect(costs).toEqual(['0.968', '0.478', '1.117', '2.883']);
  });
});

/** Four source and two target classes in eight dimensions, well apart. */
function toy(plan: Partial<Plan>): GroupInput {
  const draw = normal(mulberry32(9));
  const means = Array.from({ length: 6 }, () => Array.from({ length: 8 }, () => 2 * draw()));
  const known = Array.from({ length: 90 }, (_, i) => (i % 6 < 4 ? i % 6 : -1));
  const values = known.flatMap((_, i) => (means[i % 6] ?? []).map((mean) => mean + 0.4 * draw()));
  return {
    gallery: { values, length: 8, known },
    classes: known.flatMap((own, i) => (own < 0 ? [(i % 6) - 4] : [])),
    classCount: 2,
    plan: {
      space: 'scaled',
      method: 'transfer',
      head: 'cosine',
      answers: 'head',
      rate: 0,
      loss: 'mcl',
      k: 2,
      seed: 1,
      ...plan,
    },
  };
}

describe('grouping', () => {
  it.each([
    ['k-means', { method: 'kmeans', space: 'features' }],
    ['a transferred similarity', {}],
    ['the contrastive loss', { loss: 'kcl', head: 'weights' }],
    ['true answers of which a tenth was turned over', { answers: 'flipped', rate: 0.1 }],
  ] as const)('by %s finds two kinds that lie apart', async (_, plan) => {
    const found = await group(toy(plan), uninterrupted);
    expect(found?.scores.accuracy).toBe(1);
  });

  it('goes on from a checkpoint to the same end', async () => {
    const input = toy({});
    const whole = await group(input, uninterrupted);
    const checkpoints: Checkpoint[] = [];
    await group(input, {
      ...uninterrupted,
      progress: (_, partial) => {
        if (partial) checkpoints.push(partial as Checkpoint);
      },
    });
    const from = checkpoints[7];
    expect(from?.losses).toHaveLength(70);
    expect(await group({ ...input, from }, uninterrupted)).toEqual(whole);
  });

  it('stops when it is told to', async () => {
    expect(
      await group(toy({}), { ...uninterrupted, stopped: () => Promise.resolve(true) }),
    ).toBeNull();
  });

  it('refuses a class that is not there', async () => {
    await expect(group({ ...toy({}), classCount: 1 }, uninterrupted)).rejects.toThrow('below 1');
  });
});

it('reads 128 numbers of each picture, by the trained and an untrained network, and leaves no tensor', async () => {
  const model = shippedModel('six');
  const { pixels } = await galleryFor(model.manifest.classes);
  const few = pixels.slice(0, 3 * 32 * 32 * 3);
  const context = uninterruptedWith(model);
  const trained = await readPictures({ pixels: few, untrained: null }, context);
  const { numTensors } = memory();
  const untrained = await readPictures({ pixels: few, untrained: 1 }, context);
  expect(memory().numTensors).toBe(numTensors);
  expect([trained?.length, trained?.values.length]).toEqual([128, 384]);
  expect(untrained?.values).not.toEqual(trained?.values);
});
