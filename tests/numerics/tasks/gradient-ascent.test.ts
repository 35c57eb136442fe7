import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, test } from 'vitest';

import { hills, logProbabilities, walk, type Point } from '#numerics/ascent/plane.ts';
import { startValues } from '#numerics/ascent/startValues.ts';
import { update } from '#numerics/ascent/update.ts';
import { centralDifferences, largestDifference } from '#numerics/gradientCheck.ts';
import lead from '#numerics/tasks/check-ascent-lead.ts';
import limit from '#numerics/tasks/check-ascent-limit.ts';
import step from '#numerics/tasks/check-ascent-step.ts';
import climb, { type ClimbSettings } from '#numerics/tasks/gradient-ascent-climb.ts';

import { shippedModel } from '../network/shipped.ts';
import { startWasm } from '../wasm/wasmBackend.ts';
import { uninterrupted, uninterruptedWith } from './uninterrupted.ts';

beforeAll(startWasm);

test.each([step, limit, lead])('a box of the chapter holds for thirty seeds', async (check) => {
  const before = tf.memory().numTensors;
  for (let seed = 1; seed <= 30; seed++) {
    const { statement, rows } = await check({ seed });
    for (const { label, value, tolerance } of rows) {
      expect(value, `${label}: ${statement} (seed ${seed})`).toBeLessThanOrEqual(tolerance);
    }
  }
  expect(tf.memory().numTensors).toBe(before);
});

test('a step in closed form is the one that automatic differentiation of S − λ‖x‖² gives', () => {
  const w = tf.tensor2d([[0.3, -1, 0.5]]);
  const x = tf.tensor2d([[1, 0.2, -0.7]]);
  const score = (at: tf.Tensor) => tf.sum(tf.softplus(tf.mul(at, w)));
  const [eta, lambda] = [0.3, 0.4];
  const whole = (at: tf.Tensor) => tf.sub(score(at), tf.mul(lambda, tf.sum(tf.square(at))));
  // Softplus has a gradient on the cpu backend only.
  const automatic = tf.add(x, tf.mul(eta, tf.grad((at) => whole(at))(x)));
  const closed = update(x, tf.grad((at) => score(at))(x) as tf.Tensor2D, { eta, lambda });
  expect(largestDifference(automatic.dataSync(), closed.dataSync())).toBeLessThan(1e-6);
});

describe('the plane', () => {
  test.each(Object.entries(hills))('%s: the gradient is what differences give', (_, hill) => {
    for (const x of [
      [2.1, 0.7],
      [-3.3, 1.2],
      [0.4, -2.6],
    ] as const) {
      const differences = centralDifferences(
        ([a = NaN, b = NaN]) => hill.value([a, b]),
        Float64Array.from(x),
      );
      expect(largestDifference(hill.gradient(x), differences)).toBeLessThan(1e-6);
    }
  });

  const by = { eta: 0.2, lambda: 0.5, rule: 'plain', way: 1 } as const;

  test('w = (3, −4), λ = 0.5: the walk ends at (3, −4)', () => {
    const [x, y] = walk(hills.linear, [-4, -2], by, 60).at(-1) ?? [];
    expect(x).toBeCloseTo(3, 4);
    expect(y).toBeCloseTo(-4, 4);
  });

  test('at η = 1/2λ one step lands there; at 2 it swings; subtracting runs away', () => {
    const from: Point = [-4, -2];
    const landed = walk(hills.linear, from, { ...by, eta: 1 }, 1)[1];
    expect(landed).toEqual([3, -4]);
    const swings = walk(hills.linear, from, { ...by, eta: 2 }, 2);
    expect(swings[2]).toEqual(from);
    const away = walk(hills.linear, [0, 0], { ...by, way: -1 }, 30).at(-1) ?? [0, 0];
    expect(Math.hypot(...away)).toBeGreaterThan(100);
  });

  test('four ReLUs are flat at (−1, −1): no rule moves, and a start beside the kink does', () => {
    for (const rule of ['plain', 'normalised', 'sign'] as const) {
      expect(walk(hills.relus, [-1, -1], { ...by, lambda: 0, rule }, 5).at(-1)).toEqual([-1, -1]);
    }
    expect(walk(hills.relus, [2, 1], { ...by, lambda: 0 }, 5).at(-1)?.[0]).toBeGreaterThan(3);
  });

  test('of three classes the score takes the near rival along, and log p does not', () => {
    const to = (name: 'score' | 'logProbability') =>
      walk(hills[name], [0, 0], { ...by, lambda: 0 }, 30).at(-1) ?? [0, 0];
    const rival = ([a, b]: Point) => 1.4 * a - 0.9 * b;
    expect(rival(to('score'))).toBeGreaterThan(5);
    expect(rival(to('logProbability'))).toBeLessThan(1);
    const p = logProbabilities([1, 2]).reduce((sum, logP) => sum + Math.exp(logP), 0);
    expect(p).toBeCloseTo(1, 12);
  });
});

describe('the climb of the laboratory', () => {
  const context = uninterruptedWith(shippedModel('base'));
  const x = startValues({ kind: 'noise', sigma: 0.1, seed: 1 }, [32, 32, 3]);
  const settings: ClimbSettings = {
    target: { kind: 'class', index: 3, as: 'score' },
    eta: 0.1,
    lambda: 0.01,
    rule: 'plain',
    jitter: 2,
    seed: 4,
    blur: 0.5,
    blurEvery: 2,
    clip: true,
  };

  test('in parts it is what it is at once, and it leaves no tensors', async () => {
    await climb({ x, from: 0, steps: 1, settings }, context);
    const before = tf.memory().numTensors;
    const whole = await climb({ x, from: 0, steps: 4, settings }, context);
    const half = await climb({ x, from: 0, steps: 2, settings }, context);
    const rest = await climb({ x: half?.[2]?.x ?? [], from: 2, steps: 2, settings }, context);
    expect(whole?.length).toBe(5);
    expect(rest?.at(-1)).toEqual(whole?.at(-1));
    expect(
      await climb(
        { x, from: 0, steps: 3, settings },
        {
          ...context,
          ...uninterrupted,
          stopped: () => Promise.resolve(true),
        },
      ),
    ).toBeNull();
    expect(tf.memory().numTensors).toBe(before);
  });

  test.each([
    { kind: 'channel', layer: 'conv4', channel: 3 },
    { kind: 'unit', layer: 'conv3', channel: 28, row: 5, column: 5 },
    { kind: 'class', index: 5, as: 'logProbability' },
  ] as const)('a target of kind $kind rises', async (target) => {
    const stops = await climb(
      {
        x,
        from: 0,
        steps: 4,
        settings: { ...settings, target, jitter: 0, blur: 0, eta: 0.5, rule: 'normalised' },
      },
      context,
    );
    expect(stops?.at(-1)?.value ?? NaN).toBeGreaterThan((stops?.[0]?.value ?? NaN) + 0.1);
  });
});
