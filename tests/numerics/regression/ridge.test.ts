import '@tensorflow/tfjs';
import {
  grad,
  matMul,
  mul,
  setBackend,
  square,
  sub,
  sum,
  tensor2d,
  tidy,
} from '@tensorflow/tfjs-core';
import { beforeAll, expect, test } from 'vitest';

import { normal } from '#numerics/normal.ts';
import { mulberry32 } from '#numerics/random.ts';
import { ridge } from '#numerics/regression/ridge.ts';
import { ridgeGradient, ridgeLoss } from '#numerics/regression/ridgeLoss.ts';
import { singularValues } from '#numerics/regression/singularValues.ts';

beforeAll(() => setBackend('cpu'));

const draw = normal(mulberry32(9));
const [n, p, lambda] = [5, 8, 0.4];
const phi = Array.from({ length: n }, () => Float64Array.from({ length: p }, draw));
const y = Float64Array.from({ length: n }, draw);
const problem = { phi, y, lambda };

test('the gradient of the loss is that of automatic differentiation and of finite differences', () => {
  const weights = Float64Array.from({ length: p }, draw);
  const ours = ridgeGradient(problem, weights);
  const theirs = tidy(() => {
    const f = (w: ReturnType<typeof tensor2d>) =>
      sum(square(sub(matMul(tensor2d(phi.map((row) => [...row])), w), tensor2d([...y], [n, 1]))))
        .add(mul(lambda, sum(square(w))))
        .asScalar();
    return grad(f as never)(tensor2d([...weights], [p, 1])).dataSync();
  });
  ours.forEach((slope, j) => {
    expect(slope).toBeCloseTo(theirs[j] ?? Number.NaN, 4);
    const at = (step: number) =>
      ridgeLoss(
        problem,
        weights.map((weight, k) => weight + (k === j ? step : 0)),
      );
    expect(slope).toBeCloseTo((at(1e-5) - at(-1e-5)) / 2e-5, 6);
  });
});

test('the ridge’s weights are where the gradient is zero', () => {
  const weights = ridge(singularValues(phi), y, lambda);
  for (const slope of ridgeGradient(problem, weights)) expect(slope).toBeCloseTo(0, 10);
});

test('the example of the chapter: 6 with one feature, 0.6 with a ridge, (0.059, 0.594) with two', () => {
  const fit = (row: number[], ridge0 = 0) =>
    ridge(singularValues([Float64Array.from(row)]), Float64Array.of(0.6), ridge0);
  expect(fit([0.1])[0]).toBeCloseTo(6, 10);
  expect(fit([0.1], 0.09)[0]).toBeCloseTo(0.6, 10);
  const two = fit([0.1, 1]);
  expect([...two].map((weight) => weight.toFixed(3))).toEqual(['0.059', '0.594']);
  expect(((two[0] ?? 0) - 1) ** 2 + (two[1] ?? 0) ** 2).toBeCloseTo(1.24, 2);
});
