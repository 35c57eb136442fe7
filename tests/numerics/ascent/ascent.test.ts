import {
  memory,
  mul,
  sum,
  tensor,
  tensor2d,
  tensor4d,
  tidy,
  type Tensor1D,
  type Tensor4D,
} from '@tensorflow/tfjs-core';
import { describe, expect, test } from 'vitest';

import { blur } from '#numerics/ascent/blur.ts';
import { climbOn, climbOnce, kept, type Climb } from '#numerics/ascent/climb.ts';
import { roll, shifted, shiftOfStep } from '#numerics/ascent/jitter.ts';
import { scalarObjective, type Objective } from '#numerics/ascent/objective.ts';
import { pixels, type Parametrisation } from '#numerics/ascent/parametrisation.ts';
import { penalised } from '#numerics/ascent/penalised.ts';
import { startImage } from '#numerics/ascent/start.ts';
import { update } from '#numerics/ascent/update.ts';
import { centralDifferences, largestDifference } from '#numerics/gradientCheck.ts';
import { disposeNetwork } from '#numerics/network/network.ts';
import { channelMean, logit, logProbability, unit } from '#numerics/network/scalars.ts';
import { scalarValue } from '#numerics/network/scalarValue.ts';

import { SIDE, tinyImages, tinyNetwork } from '../network/tiny.ts';
import { uninterrupted } from '../tasks/uninterrupted.ts';
import { startWasm } from '../wasm/wasmBackend.ts';

await startWasm();

/** Σ of a function of the entries, given with its derivative. */
const summed =
  (of: (x: Tensor4D) => Tensor4D, derivative: (x: Tensor4D) => Tensor4D): Objective =>
  (x) =>
    tidy(() => ({ value: sum<Tensor1D>(of(x), [1, 2, 3]), gradient: derivative(x) }));

/** S(x) = Σ wᵢ xᵢ, whose gradient is w everywhere. */
const linear = (weights: Tensor4D): Objective =>
  summed(
    (x) => mul(x, weights),
    () => weights.clone(),
  );
const point = (...values: number[]): Tensor4D => tensor4d(values, [1, 1, 1, values.length]);

function path(weights: number[], options: { eta: number; lambda: number }, steps: number) {
  const climb: Climb = {
    objective: linear(point(...weights)),
    parametrisation: pixels,
    ...options,
  };
  const found: number[][] = [];
  let x = point(...weights.map(() => 0));
  for (let step = 0; step < steps; step++) {
    x = climbOnce(x, climb, step).next;
    found.push([...x.dataSync()]);
  }
  return found;
}

describe('worked by hand', () => {
  test('w = 4, λ = 0.5, η = 0.2 from 0: 0.8, 1.44, … towards 4', () => {
    const [one, two] = path([4], { eta: 0.2, lambda: 0.5 }, 2);
    expect(one?.[0]).toBeCloseTo(0.8, 6);
    expect(two?.[0]).toBeCloseTo(1.44, 6);
    expect(path([4], { eta: 0.2, lambda: 0.5 }, 100).at(-1)?.[0]).toBeCloseTo(4, 5);
  });

  test('with λ = 0.5 it converges below η = 2, swings for ever at 2, and diverges above', () => {
    const distances = (eta: number) =>
      path([4], { eta, lambda: 0.5 }, 40).map(([x = NaN]) => Math.abs(x - 4));
    expect(distances(1.9).at(-1)).toBeCloseTo(4 * 0.9 ** 40, 4);
    expect(distances(2).at(-1)).toBeCloseTo(4, 5);
    expect(distances(2.1).at(-1)).toBeGreaterThan(100);
  });

  test('w = (3, −4), λ = 0.5: the limit is w/2λ = (3, −4)', () => {
    const [x, y] = path([3, -4], { eta: 0.2, lambda: 0.5 }, 100).at(-1) ?? [];
    expect(x).toBeCloseTo(3, 5);
    expect(y).toBeCloseTo(-4, 5);
  });

  test('the step rules of (3, −4): as it is, at length 1 for each image, by its signs', () => {
    const x = tensor([0, 0, 0, 0], [2, 2]);
    const gradient = tensor([3, -4, 0, 0], [2, 2]);
    const moved = (rule: 'plain' | 'normalised' | 'sign') => [
      ...update(x, gradient, { eta: 0.5, rule }).dataSync(),
    ];
    expect(moved('plain')).toEqual([1.5, -2, 0, 0]);
    expect(moved('sign')).toEqual([0.5, -0.5, 0, 0]);
    const expected = [0.3, -0.4, 0, 0];
    moved('normalised').forEach((v, i) => expect(v).toBeCloseTo(expected[i] ?? NaN, 6));
  });
});

test('the closed form equals a plain step on S − λ‖x‖² as a penalty', () => {
  const network = tinyNetwork(1);
  const objective = scalarObjective(network, logit('logits', 2));
  const squares = summed(
    (x) => mul(x, x),
    (x) => mul(x, 2),
  );
  const x = tinyImages(2);
  const [eta, lambda] = [0.3, 0.07];
  const closed = climbOnce(x, { objective, parametrisation: pixels, eta, lambda }, 0).next;
  const penalties = [{ weight: lambda, of: squares }];
  const open = climbOnce(x, { objective, penalties, parametrisation: pixels, eta }, 0).next;
  expect(largestDifference(closed.dataSync(), open.dataSync())).toBeLessThan(1e-5);
  disposeNetwork(network);
});

describe('the gradient of what is climbed agrees with differences', () => {
  const network = tinyNetwork(3);
  const x = tinyImages(4);
  const targets = {
    'a score': logit('logits', 1),
    'a log-probability': logProbability('logits', 1),
    'a channel': channelMean('conv2.pre', 3),
    'a unit': unit('conv1.pre', [2, 3, 1]),
  };

  test.each(Object.entries(targets))('%s, seen through a shift', (_, scalar) => {
    const shift = { down: 2, right: -3 };
    const { gradient } = shifted(scalarObjective(network, scalar), shift)(x);
    const value = (at: Float64Array) =>
      scalarValue(
        network,
        roll(tensor4d(Float32Array.from(at), x.shape), shift),
        scalar,
      ).dataSync()[0] ?? NaN;
    const differences = centralDifferences(value, Float64Array.from(x.dataSync()), 5e-3);
    expect(largestDifference(gradient.dataSync(), differences)).toBeLessThan(5e-3);
  });

  test('a score less a penalty', () => {
    const weight = 0.2;
    const cubes = summed(
      (x) => mul(x, mul(x, x)),
      (x) => mul(mul(x, x), 3),
    );
    const objective = penalised(scalarObjective(network, logit('logits', 1)), [
      { weight, of: cubes },
    ]);
    const value = (at: Float64Array) =>
      objective(tensor4d(Float32Array.from(at), x.shape)).value.dataSync()[0] ?? NaN;
    const differences = centralDifferences(value, Float64Array.from(x.dataSync()), 5e-3);
    expect(largestDifference(objective(x).gradient.dataSync(), differences)).toBeLessThan(5e-3);
  });

  test('a score as a function of another variable', () => {
    const halved: Parametrisation = {
      image: (v) => mul(v, 0.5),
      pull: (gradient) => mul(gradient, 0.5),
    };
    const objective = scalarObjective(network, logit('logits', 0));
    const { next } = climbOnce(x, { objective, parametrisation: halved, eta: 1 }, 0);
    const value = (at: Float64Array) =>
      objective(mul(tensor4d(Float32Array.from(at), x.shape), 0.5)).value.dataSync()[0] ?? NaN;
    const start = Float64Array.from(x.dataSync());
    const differences = centralDifferences(value, start, 5e-3);
    const moved = next.dataSync().map((v, i) => v - (start[i] ?? NaN));
    expect(largestDifference(moved, differences)).toBeLessThan(5e-3);
  });
});

describe('shifts', () => {
  test('a shift is undone by its opposite, and moves pixel (r, c) to (r + down, c + right)', () => {
    const x = tensor4d([1, 2, 3, 4, 5, 6], [1, 2, 3, 1]);
    expect([...roll(x, { down: 1, right: 1 }).dataSync()]).toEqual([6, 4, 5, 3, 1, 2]);
    const there = roll(tinyImages(5), { down: -2, right: 3 });
    const back = roll(there, { down: 2, right: -3 });
    expect(back.dataSync()).toEqual(tinyImages(5).dataSync());
  });

  test('those of a climb depend on the seed and the step, and stay within bounds', () => {
    const shifts = Array.from({ length: 200 }, (_, step) => shiftOfStep(2, 7, step));
    expect(shifts).toEqual(Array.from({ length: 200 }, (_, step) => shiftOfStep(2, 7, step)));
    expect(new Set(shifts.map(({ down, right }) => `${down},${right}`)).size).toBe(25);
    expect(shiftOfStep(2, 8, 0)).not.toEqual(shiftOfStep(2, 7, 0));
  });
});

describe('blurring', () => {
  test('leaves a flat image alone, and spreads a dot symmetrically without loss inside', () => {
    const flat = startImage({ kind: 'colour', colour: [0.5, -1, 0] }, [6, 5, 3]);
    expect(largestDifference(blur(flat, 1.3).dataSync(), flat.dataSync())).toBeLessThan(1e-6);
    const dot = new Float32Array(81);
    dot[40] = 1;
    const spread = Array.from(blur(tensor4d(dot, [1, 9, 9, 1]), 0.8).dataSync());
    expect(spread.reduce((total, v) => total + v, 0)).toBeCloseTo(1, 3);
    expect(spread[31]).toBeCloseTo(spread[39] ?? NaN, 6);
    expect((spread[41] ?? NaN) / (spread[40] ?? NaN)).toBeCloseTo(Math.exp(-1 / (2 * 0.64)), 5);
  });

  test('keeps images and colours apart', () => {
    const x = tinyImages(6, 2);
    const each = [0, 1].map((i) => {
      const one = tensor4d(x.arraySync()[i] ? [x.arraySync()[i] ?? []] : [], [1, SIDE, SIDE, 2]);
      return [...blur(one, 1).dataSync()];
    });
    expect(largestDifference(blur(x, 1).dataSync(), each.flat())).toBeLessThan(1e-6);
  });
});

describe('a climb', () => {
  const network = tinyNetwork(8);
  const climb: Climb = {
    objective: scalarObjective(network, logit('logits', 1)),
    parametrisation: pixels,
    eta: 0.4,
    lambda: 0.01,
    rule: 'normalised',
    jitter: { most: 1, seed: 3 },
    after: kept({ range: [-1, 1], soften: { sigma: 0.5, every: 3 } }),
  };
  const start = () => startImage({ kind: 'noise', sigma: 0.1, seed: 11 }, [SIDE, SIDE, 2]);

  test('raises its score with small steps', async () => {
    const { objective, parametrisation } = climb;
    const small: Climb = { objective, parametrisation, eta: 0.05 };
    const end = await climbOn(start(), small, { to: 12 }, uninterrupted);
    const score = (x: Tensor4D | null) => (x ? objective(x).value.dataSync()[0] : null) ?? NaN;
    expect(score(end)).toBeGreaterThan(score(start()));
  });

  test('stays within the range, and is the same again', async () => {
    const end = await climbOn(start(), climb, { to: 12 }, uninterrupted);
    const again = await climbOn(start(), climb, { to: 12 }, uninterrupted);
    if (!end || !again) throw new Error('stopped');
    expect(Math.max(...end.dataSync().map(Math.abs))).toBeLessThanOrEqual(1);
    expect(again.dataSync()).toEqual(end.dataSync());
  });

  test('interrupted and gone on with, ends as if it had not been', async () => {
    const whole = await climbOn(start(), climb, { to: 10 }, uninterrupted);
    const half = await climbOn(start(), climb, { to: 4 }, uninterrupted);
    const rest = half && (await climbOn(half, climb, { from: 4, to: 10 }, uninterrupted));
    expect(rest?.dataSync()).toEqual(whole?.dataSync());
  });

  test('stops when asked, and leaves no tensors behind', async () => {
    const x = start();
    const before = memory().numTensors;
    for (let i = 0; i < 20; i++) {
      (await climbOn(x, climb, { to: 5 }, uninterrupted))?.dispose();
      let asked = 0;
      const stopped = () => Promise.resolve(++asked > 3);
      expect(await climbOn(x, climb, { to: 5 }, { ...uninterrupted, stopped })).toBeNull();
    }
    expect(memory().numTensors).toBe(before);
  });

  test('tells the variable after each step', async () => {
    const steps: number[] = [];
    const values: number[] = [];
    await climbOn(start(), climb, { from: 2, to: 5 }, uninterrupted, (x, step) => {
      steps.push(step);
      values.push(x.dataSync()[0] ?? NaN);
    });
    expect(steps).toEqual([2, 3, 4]);
    expect(new Set(values).size).toBe(3);
  });
});

test('a start of another size than the image is refused', () => {
  expect(() => startImage({ kind: 'colour', colour: [0] }, [2, 2, 3])).toThrow('Expected 3 values');
  expect(() => startImage({ kind: 'picture', values: [0] }, [2, 2, 3])).toThrow(
    'Expected 12 values',
  );
});

test('the derivative of log p keeps its direction where p is 1 but for rounding', () => {
  const logits = tensor2d([[40, 1, 0]]);
  const [own = NaN, first = NaN, second = NaN] = logProbability('logits', 0)
    .derivative(logits)
    .dataSync();
  expect(own).toBeGreaterThan(0);
  expect(own / -(first + second)).toBeCloseTo(1, 5);
  expect(first / second).toBeCloseTo(Math.E, 4);
});
