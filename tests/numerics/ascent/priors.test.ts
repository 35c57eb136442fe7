import {
  grad,
  memory,
  sub,
  sum,
  tensor4d,
  tidy,
  abs,
  add,
  slice,
  mul,
  type Tensor4D,
} from '@tensorflow/tfjs-core';
import { describe, expect, test } from 'vitest';

import { fourier, waves, waveScales } from '#numerics/ascent/fourier.ts';
import { slopeIn } from '#numerics/ascent/parametrisation.ts';
import { neighbours, squaredLength, totalVariation } from '#numerics/ascent/totalVariation.ts';
import { centralDifferences, largestDifference } from '#numerics/gradientCheck.ts';
import { normal } from '#numerics/normal.ts';
import { mulberry32 } from '#numerics/random.ts';

import { startWasm } from '../wasm/wasmBackend.ts';

await startWasm();

const drawn = (count: number, seed = 1) => {
  const draw = normal(mulberry32(seed));
  return Float64Array.from({ length: count }, draw);
};

/** TV by loops, in float64. */
function variation(x: Float64Array, [h, w, c]: readonly [number, number, number]): number {
  const at = (i: number, j: number, k: number) => x[(i * w + j) * c + k] ?? Number.NaN;
  let total = 0;
  for (let i = 0; i < h; i++)
    for (let j = 0; j < w; j++)
      for (let k = 0; k < c; k++) {
        if (i + 1 < h) total += Math.abs(at(i + 1, j, k) - at(i, j, k));
        if (j + 1 < w) total += Math.abs(at(i, j + 1, k) - at(i, j, k));
      }
  return total;
}

describe('total variation', () => {
  test('of the picture worked by hand is 24, with the subgradient of the text', () => {
    const x = tensor4d([1, 3, 2, 0, 4, 1, 2, 2, 5], [1, 3, 3, 1]);
    const { value, gradient } = totalVariation(x);
    expect(value.dataSync()[0]).toBe(24);
    expect([...gradient.dataSync()]).toEqual([0, 1, 0, -3, 4, -3, 1, -2, 2]);
  });

  test('its subgradient is that of automatic differentiation and of central differences', () => {
    const shape = [5, 6, 2] as const;
    const values = drawn(60);
    const x = tensor4d(Float32Array.from(values), [1, ...shape]);
    const found = totalVariation(x).gradient.dataSync();
    const [h, w, c] = shape;
    const automatic = grad((y) =>
      add(
        sum(
          abs(
            sub(slice(y, [0, 1, 0, 0], [1, h - 1, w, c]), slice(y, [0, 0, 0, 0], [1, h - 1, w, c])),
          ),
        ),
        sum(
          abs(
            sub(slice(y, [0, 0, 1, 0], [1, h, w - 1, c]), slice(y, [0, 0, 0, 0], [1, h, w - 1, c])),
          ),
        ),
      ),
    )(x);
    expect(largestDifference(found, automatic.dataSync())).toBe(0);
    const numeric = centralDifferences((at) => variation(at, shape), values, 1e-6);
    expect(largestDifference(found, numeric)).toBeLessThan(1e-6);
  });

  test('a flat picture has none, and images of a batch do not mix', () => {
    const x = tensor4d([...new Array<number>(12).fill(0.3), ...drawn(12)], [2, 2, 2, 3]);
    const [flat, other] = totalVariation(x).value.dataSync();
    expect(flat).toBe(0);
    expect(other).toBeGreaterThan(0);
  });

  test('is the mean difference of neighbours once divided by their number', () => {
    expect(neighbours(32, 32, 3)).toBe(5952);
    expect(neighbours(3, 3, 1)).toBe(12);
  });

  test('the gradient of the squared length is 2x', () => {
    const { value, gradient } = squaredLength(tensor4d([1, -2, 0.5], [1, 1, 1, 3]));
    expect(value.dataSync()[0]).toBeCloseTo(5.25);
    expect([...gradient.dataSync()]).toEqual([2, -4, 1]);
  });
});

describe('amplitudes of waves', () => {
  test.each([4, 5, 32])('the waves of a line of %d pixels are orthonormal', (size) => {
    const rows = waves(size);
    rows.forEach((a, i) =>
      rows.forEach((b, j) => {
        const product = a.reduce((total, value, n) => total + value * (b[n] ?? 0), 0);
        expect(product).toBeCloseTo(i === j ? 1 : 0, 10);
      }),
    );
  });

  test('slow waves get the larger share, at mean square 1', () => {
    const scales = waveScales(32, 32, 1);
    expect((scales[0] ?? 0) / (scales.at(-1) ?? 1)).toBeCloseTo(32 * Math.hypot(0.5, 0.5), 3);
    expect(scales.reduce((total, d) => total + d * d, 0) / 1024).toBeCloseTo(1, 4);
    expect(new Set(waveScales(8, 8, 0))).toEqual(new Set([1]));
  });

  test('every picture has its amplitudes, and comes back from them', () => {
    const basis = fourier([6, 7], 1);
    const x = tensor4d(Float32Array.from(drawn(2 * 6 * 7 * 3)), [2, 6, 7, 3]);
    const back = basis.image(basis.variableOf(x));
    expect(largestDifference(back.dataSync(), x.dataSync())).toBeLessThan(1e-5);
  });

  test('the gradient in amplitudes is that of automatic differentiation and of differences', () => {
    const basis = fourier([4, 6], 1.2);
    const v = tensor4d(Float32Array.from(drawn(48, 2)), [1, 4, 6, 2]);
    const weights = tensor4d(Float32Array.from(drawn(48, 3)), [1, 4, 6, 2]);
    // S = Σ w x²: its slope in x is 2wx.
    const of = (variable: Tensor4D) =>
      sum(mul(weights, mul(basis.image(variable), basis.image(variable))));
    const found = slopeIn(
      basis,
      (x) => ({
        value: sum(mul(weights, mul(x, x)), [1, 2, 3]),
        gradient: mul(mul(weights, x), 2),
      }),
      v,
    ).gradient;
    expect(
      largestDifference(
        found.dataSync(),
        grad((variable) => of(variable as Tensor4D))(v).dataSync(),
      ),
    ).toBeLessThan(1e-4);
    const numeric = centralDifferences(
      (at) => of(tensor4d(Float32Array.from(at), [1, 4, 6, 2])).dataSync()[0] ?? Number.NaN,
      Float64Array.from(v.dataSync()),
      1e-2,
    );
    const largest = Math.max(...found.dataSync().map(Math.abs));
    expect(largestDifference(found.dataSync(), numeric)).toBeLessThan(2e-3 * largest);
  });

  test('nothing is left behind', () => {
    const before = memory().numTensors;
    const basis = fourier([4, 4], 1);
    tidy(() => {
      basis.image(basis.variableOf(tensor4d(new Float32Array(16), [1, 4, 4, 1])));
    });
    basis.dispose();
    expect(memory().numTensors).toBe(before);
  });
});
