import {
  gather,
  grad,
  matMul,
  memory,
  mul,
  reshape,
  setBackend,
  square,
  sub,
  sum,
  tensor4d,
  tidy,
  transpose,
  type Scalar,
  type Tensor4D,
} from '@tensorflow/tfjs-core';
import { afterAll, beforeAll, expect, test } from 'vitest';

import { centralDifferences, largestDifference } from '#numerics/gradientCheck.ts';
import { normal } from '#numerics/normal.ts';
import { mulberry32, randomOrder } from '#numerics/random.ts';
import { contentLoss } from '#numerics/style/contentLoss.ts';
import { featureMatrix } from '#numerics/style/featureMatrix.ts';
import { gramMatrix, meanGramMatrix } from '#numerics/style/gramMatrix.ts';
import { styleLoss } from '#numerics/style/styleLoss.ts';

import { startWasm } from '../wasm/wasmBackend.ts';

beforeAll(startWasm);
afterAll(() => void setBackend('wasm'));

/** Maps [1,2,2,2] whose features are F = [[1,2,0,1],[0,1,3,−1]]. */
const worked = () => tensor4d([1, 0, 2, 1, 0, 3, 1, -1], [1, 2, 2, 2]);

test('F has a row for each channel and a column for each position', () => {
  expect(featureMatrix(worked()).arraySync()).toEqual([
    [1, 2, 0, 1],
    [0, 1, 3, -1],
  ]);
});

test('the maps of several images are refused', () => {
  expect(() => featureMatrix(randomMaps(1, [2, 2, 2, 2]))).toThrow('one image');
});

test('the worked example has the Gram matrix [[6,1],[1,11]], and a quarter of it on average', () => {
  expect(gramMatrix(worked()).arraySync()).toEqual([
    [6, 1],
    [1, 11],
  ]);
  expect(meanGramMatrix(worked()).arraySync()).toEqual([
    [1.5, 0.25],
    [0.25, 2.75],
  ]);
});

test('the covariances of the worked example are its second moments less the products of the means', () => {
  // Means 1 and 3/4.
  expect(meanGramMatrix(worked(), { centred: true }).arraySync()).toEqual([
    [0.5, -0.5],
    [-0.5, 2.1875],
  ]);
});

test('‖G‖² of the worked example is 159, as is Σ (f_iᵀ f_j)² over all pairs of positions', () => {
  expect(square(gramMatrix(worked())).sum().arraySync()).toBe(159);
  const f = featureMatrix(worked());
  expect(
    square(matMul(f, f, true, false))
      .sum()
      .arraySync(),
  ).toBe(159);
});

test('a Gram matrix does not change when the positions are shuffled', () => {
  const maps = randomMaps(3, [1, 6, 5, 4]);
  const shuffled = reshape(
    gather(reshape(maps, [30, 4]), [...randomOrder(30, 7)]),
    [1, 6, 5, 4],
  ) as Tensor4D;
  expect(
    largestDifference(gramMatrix(shuffled).dataSync(), gramMatrix(maps).dataSync()),
  ).toBeLessThan(1e-5);
});

test('‖FFᵀ − SSᵀ‖² is three sums of (xᵀy)² over pairs of positions', () => {
  const [f, s] = [randomMaps(4, [1, 3, 3, 4]), randomMaps(5, [1, 3, 3, 4])];
  const [ff, fs, ss] = [
    [f, f],
    [f, s],
    [s, s],
  ].map(([a, b]) => pairs(a as Tensor4D, b as Tensor4D));
  const norm = square(sub(gramMatrix(f), gramMatrix(s)))
    .sum()
    .arraySync() as number;
  expect((ff ?? 0) - 2 * (fs ?? 0) + (ss ?? 0)).toBeCloseTo(norm, 2);
});

test.each([
  ['second moments', false],
  ['covariances', true],
])(
  'the style loss of %s has the gradient that differences and automatic differentiation find',
  async (_, centred) => {
    await setBackend('cpu');
    const maps = randomMaps(6, [1, 3, 4, 3]);
    const target = meanGramMatrix(randomMaps(7, [1, 5, 5, 3]), { centred });
    const { value, gradient } = styleLoss(maps, target, { centred });

    const naive = (values: Float64Array) =>
      naiveStyleLoss(values, 12, 3, target.dataSync(), centred);
    expect(value.arraySync()).toBeCloseTo(naive(Float64Array.from(maps.dataSync())), 5);
    expect(
      largestDifference(
        gradient.dataSync(),
        centralDifferences(naive, Float64Array.from(maps.dataSync()), 1e-5),
      ),
    ).toBeLessThan(1e-5);

    const asTensors = (x: Tensor4D): Scalar => {
      const f = transpose(reshape(x, [12, 3]));
      const own = centred ? sub(f, f.mean(1, true)) : f;
      return mul(sum(square(sub(mul(matMul(own, transpose(own)), 1 / 12), target))), 1 / 36);
    };
    expect(
      largestDifference(
        gradient.dataSync(),
        grad((x) => asTensors(x as Tensor4D))(maps).dataSync(),
      ),
    ).toBeLessThan(1e-5);
    await setBackend('wasm');
  },
);

test('with images of one size E and its gradient are those of the paper, 1/4N²M² and 1/N²M²', () => {
  const [maps, style] = [randomMaps(8, [1, 3, 3, 2]), randomMaps(9, [1, 3, 3, 2])];
  const [g, a] = [gramMatrix(maps), gramMatrix(style)];
  const { value, gradient } = styleLoss(maps, meanGramMatrix(style));
  const paper = sum<Scalar>(square(sub(g, a))).arraySync() / (4 * 2 ** 2 * 9 ** 2);
  expect(value.arraySync()).toBeCloseTo(paper, 5);
  const slope = mul(matMul(sub(g, a), featureMatrix(maps)), 1 / (2 ** 2 * 9 ** 2));
  expect(largestDifference(featureMatrix(gradient).dataSync(), slope.dataSync())).toBeLessThan(
    1e-5,
  );
});

test('the content loss is half the squared distance, and its gradient the difference', () => {
  const { value, gradient } = contentLoss(
    worked(),
    tensor4d([0, 0, 2, 1, 0, 3, 1, 1], [1, 2, 2, 2]),
  );
  expect(value.arraySync()).toBe(2.5);
  expect([...gradient.dataSync()]).toEqual([1, 0, 0, 0, 0, 0, 0, -2]);
});

test('a hundred losses leave as many tensors as they found', () => {
  const maps = worked();
  const target = meanGramMatrix(maps);
  const before = memory().numTensors;
  for (let i = 0; i < 100; i++) {
    const { value, gradient } = styleLoss(maps, target, { centred: i % 2 === 0 });
    const content = contentLoss(maps, maps);
    for (const t of [value, gradient, content.value, content.gradient]) t.dispose();
  }
  expect(memory().numTensors).toBe(before);
});

function randomMaps(seed: number, shape: Tensor4D['shape']): Tensor4D {
  const draw = normal(mulberry32(seed));
  return tensor4d(
    Float32Array.from({ length: shape.reduce((size, n) => size * n, 1) }, draw),
    shape,
  );
}

/** Σ (f_iᵀ s_j)² over all pairs of positions of two images' maps. */
function pairs(f: Tensor4D, s: Tensor4D): number {
  return tidy(
    () =>
      square(matMul(featureMatrix(f), featureMatrix(s), true, false))
        .sum()
        .arraySync() as number,
  );
}

/** ‖C − A‖²/4N² in float64, entry by entry; values position by position. */
function naiveStyleLoss(
  values: Float64Array,
  positions: number,
  channels: number,
  target: ArrayLike<number>,
  centred: boolean,
): number {
  const at = (k: number, i: number) => values[k * channels + i] ?? Number.NaN;
  const mean = (i: number) => {
    let total = 0;
    for (let k = 0; k < positions; k++) total += at(k, i);
    return centred ? total / positions : 0;
  };
  const means = Array.from({ length: channels }, (_, i) => mean(i));
  let total = 0;
  for (let i = 0; i < channels; i++) {
    for (let j = 0; j < channels; j++) {
      let g = 0;
      for (let k = 0; k < positions; k++) {
        g += (at(k, i) - (means[i] ?? 0)) * (at(k, j) - (means[j] ?? 0));
      }
      total += (g / positions - (target[i * channels + j] ?? Number.NaN)) ** 2;
    }
  }
  return total / (4 * channels * channels);
}
