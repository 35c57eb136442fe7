import {
  argMax,
  dispose,
  grad,
  memory,
  mul,
  neg,
  sum,
  tensor,
  tensor4d,
  type Tensor4D,
} from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs';
import { describe, expect, it, test } from 'vitest';

import {
  meanOver,
  straightThrough,
  trueGradient,
  type Target,
} from '#numerics/adversarial/attackGradient.ts';
import { lengths, project, randomPoint, steepest, type Ball } from '#numerics/adversarial/ball.ts';
import { logitsOf, lossGradient, type Classifier } from '#numerics/adversarial/classifier.ts';
import { additiveNoise, quantisation, undefended } from '#numerics/adversarial/defence.ts';
import { fgsm } from '#numerics/adversarial/fgsm.ts';
import { noisyVotes } from '#numerics/adversarial/noisyVotes.ts';
import { pgd } from '#numerics/adversarial/pgd.ts';
import { quantise } from '#numerics/adversarial/quantise.ts';
import { centralDifferences, largestDifference } from '#numerics/gradientCheck.ts';
import { normal } from '#numerics/normal.ts';
import { mulberry32 } from '#numerics/random.ts';
import { smallNetwork } from '#numerics/training/smallNetwork.ts';
import { logSoftmax, oneHot, reshape } from '@tensorflow/tfjs-core';

import { uninterrupted } from '../tasks/uninterrupted.ts';

const classifier: Classifier = {
  network: smallNetwork({ widths: [4, 5], classes: 3 }, 3),
  scale: 2,
  shift: -1,
};
const labels = [2, 0];
const images = (n = 2, seed = 1): Tensor4D => {
  const random = mulberry32(seed);
  return tensor4d(
    Float32Array.from({ length: n * 4 * 4 * 3 }, () => 0.1 + 0.8 * random()),
    [n, 4, 4, 3],
  );
};
const target = (defence = undefended): Target => ({ classifier, defence, labels });
const largest = (t: Tensor4D) => Math.max(...t.abs().dataSync());

/** −Σ log p(label), for autodiff. */
const total = (u: Tensor4D) =>
  neg(
    sum(
      mul(logSoftmax(logitsOf(classifier, u)), oneHot(tensor(labels, [2], 'int32'), 3).toFloat()),
    ),
  );

describe('the gradient of the loss by the image', () => {
  it('is what automatic differentiation says', () => {
    const u = images();
    const { gradient } = lossGradient(classifier, u, labels);
    const byTape = grad((v) => total(v as Tensor4D))(u);
    expect(largestDifference(gradient.dataSync(), byTape.dataSync())).toBeLessThan(1e-5);
  });

  it('is what central differences say', () => {
    const u = images();
    const { gradient } = lossGradient(classifier, u, labels);
    const byDifference = centralDifferences(
      (values) => total(tensor4d(Float32Array.from(values), u.shape)).dataSync()[0] ?? 0,
      Float64Array.from(u.dataSync()),
      1e-3,
    );
    expect(largestDifference(gradient.dataSync(), byDifference)).toBeLessThan(5e-3);
  });
});

describe('the defences', () => {
  test('three bits: 0.4 becomes 3/7, 0 and 1 stay', () => {
    const u = tensor4d([0, 0.4, 1], [1, 1, 1, 3]);
    expect([...quantise(u, 3).dataSync()]).toEqual([0, Math.fround(3 / 7), 1]);
  });

  test('behind a quantisation the true gradient is zero everywhere', () => {
    const g = trueGradient(target(quantisation(3)))(images());
    expect(largest(g)).toBe(0);
  });

  test('straight through is the gradient at the quantised point', () => {
    const u = images();
    const g = straightThrough(target(quantisation(3)))(u);
    const { gradient } = lossGradient(classifier, quantise(u, 3), labels);
    expect(largestDifference(g.dataSync(), gradient.dataSync())).toBe(0);
    expect(largest(g)).toBeGreaterThan(0);
  });

  test('the mean over draws is the gradient of the mean loss over the same draws', () => {
    const u = images();
    const noisy = (seed: number) => additiveNoise(0.1, normal(mulberry32(seed)));
    const g = meanOver(4, trueGradient(target(noisy(5))))(u);
    const byTape = grad((v) => {
      const same = noisy(5);
      const losses = [0, 1, 2, 3].map(() => total(same.apply(v as Tensor4D)));
      return losses.reduce((a, b) => a.add(b)).div(4);
    })(u);
    expect(largestDifference(g.dataSync(), byTape.dataSync())).toBeLessThan(1e-5);
  });
});

describe('the ball', () => {
  test('sign step: of all δ with ‖δ‖∞ ≤ ε none has a larger gᵀδ than ε‖g‖₁', () => {
    const g = tensor4d([0.5, -2, 0, 1], [1, 1, 1, 4]);
    const delta = steepest(g, { norm: 'linf', radius: 0.1 }).mul(0.1);
    expect(delta.mul(g).sum().dataSync()[0]).toBeCloseTo(0.35, 6);
    for (let corner = 0; corner < 16; corner++) {
      const other = [0, 1, 2, 3].map((i) => ((corner >> i) & 1 ? 0.1 : -0.1));
      const gain = other.reduce((s, d, i) => s + d * ([0.5, -2, 0, 1][i] ?? 0), 0);
      expect(gain).toBeLessThanOrEqual(0.35 + 1e-12);
    }
  });

  test('projection, L∞: 0.9 + 0.3 with ε = 0.2 is cut to 1.1, then to 1', () => {
    const centre = tensor4d([0.9, 0.5, 0.1], [1, 1, 1, 3]);
    const u = tensor4d([1.2, 0.55, -0.3], [1, 1, 1, 3]);
    const found = [...project(u, centre, { norm: 'linf', radius: 0.2 }).dataSync()];
    [1, 0.55, 0].forEach((value, i) => expect(found[i]).toBeCloseTo(value, 6));
  });

  test('projection, L2: (0.3, 0.4) from the centre with ε = 0.25 is halved', () => {
    const centre = tensor4d([0.5, 0.5, 0.5], [1, 1, 1, 3]);
    const u = tensor4d([0.8, 0.9, 0.5], [1, 1, 1, 3]);
    const found = [...project(u, centre, { norm: 'l2', radius: 0.25 }).dataSync()];
    [0.65, 0.7, 0.5].forEach((value, i) => expect(found[i]).toBeCloseTo(value, 6));
  });

  it.each(['linf', 'l2'] as const)('what lies in ball and box is left alone (%s)', (norm) => {
    const centre = images(1);
    const ball = { norm, radius: 0.05 };
    const u = randomPoint(centre, ball, mulberry32(2));
    const moved = largestDifference(project(u, centre, ball).dataSync(), u.dataSync());
    expect(moved).toBeLessThan(1e-6);
  });

  test('where the gradient is zero, nothing moves', () => {
    const u = images();
    for (const norm of ['linf', 'l2'] as const) {
      const still = fgsm(trueGradient(target(quantisation(3))), u, { norm, radius: 0.3 });
      expect(largestDifference(still.dataSync(), u.dataSync())).toBe(0);
    }
  });
});

describe('projected gradient ascent', () => {
  const climb = (ball: Ball, steps = 12) => ({
    ...ball,
    steps,
    step: ball.radius / 3,
    uniform: mulberry32(7),
  });

  it.each([
    { norm: 'linf', radius: 0.08 },
    { norm: 'linf', radius: 0.5 },
    { norm: 'l2', radius: 0.4 },
    { norm: 'l2', radius: 3 },
  ] as const)('never leaves the ball and the box: %o', async (ball) => {
    const u = images();
    for (const steps of [0, 1, 2, 5, 12]) {
      const found = await pgd(trueGradient(target()), u, climb(ball, steps), uninterrupted);
      if (!found) throw new Error('Nobody cancels a test.');
      const values = [...found.dataSync()];
      expect(Math.min(...values)).toBeGreaterThanOrEqual(0);
      expect(Math.max(...values)).toBeLessThanOrEqual(1);
      const delta = found.sub(u) as Tensor4D;
      const far = ball.norm === 'linf' ? largest(delta) : Math.max(...lengths(delta).dataSync());
      expect(far).toBeLessThanOrEqual(ball.radius * (1 + 1e-5));
    }
  });

  it('raises the loss, and more than one step of FGSM', async () => {
    const u = images();
    const ball: Ball = { norm: 'linf', radius: 0.15 };
    const gradient = trueGradient(target());
    const lossAt = (v: Tensor4D) => total(v).dataSync()[0] ?? 0;
    const one = fgsm(gradient, u, ball);
    const many = await pgd(gradient, u, { ...ball, steps: 40, step: 0.02 }, uninterrupted);
    if (!many) throw new Error('Nobody cancels a test.');
    expect(lossAt(one)).toBeGreaterThan(lossAt(u));
    expect(lossAt(many)).toBeGreaterThanOrEqual(lossAt(one) - 1e-6);
  });

  it('gives the same for the same seed', async () => {
    const run = () =>
      pgd(trueGradient(target()), images(), climb({ norm: 'linf', radius: 0.1 }), uninterrupted);
    const [a, b] = [await run(), await run()];
    expect(a?.dataSync()).toEqual(b?.dataSync());
  });

  it('stops when the reader has had enough, and leaves nothing behind', async () => {
    const u = images();
    const before = memory().numTensors;
    let asked = 0;
    const impatient = { ...uninterrupted, stopped: () => Promise.resolve(++asked > 3) };
    const found = await pgd(trueGradient(target()), u, climb({ norm: 'l2', radius: 1 }), impatient);
    expect(found).toBeNull();
    expect(memory().numTensors).toBe(before);
    const whole = await pgd(
      straightThrough(target(quantisation(2))),
      u,
      climb({ norm: 'linf', radius: 0.1 }),
      uninterrupted,
    );
    if (whole) dispose(whole);
    expect(memory().numTensors).toBe(before);
  });
});

describe('noisy votes', () => {
  test('without noise all copies agree with the network', async () => {
    const u = images(1);
    const before = memory().numTensors;
    const options = { sigma: 0, n: 30, classes: 3 };
    const votes = await noisyVotes(classifier, u, options, normal(mulberry32(1)), uninterrupted);
    expect(memory().numTensors).toBe(before);
    const answer = argMax(reshape(logitsOf(classifier, u), [-1])).dataSync()[0] ?? -1;
    expect(votes?.[answer]).toBe(30);
  });

  test('with noise the same seed gives the same votes, n in all', async () => {
    const votes = () =>
      noisyVotes(
        classifier,
        images(1),
        { sigma: 0.5, n: 60, classes: 3 },
        normal(mulberry32(9)),
        uninterrupted,
      );
    const [a, b] = [await votes(), await votes()];
    expect(a).toEqual(b);
    expect(a?.reduce((s, n) => s + n, 0)).toBe(60);
  });
});
