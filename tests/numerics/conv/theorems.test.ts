import '@tensorflow/tfjs'; // the oracle: its cpu backend and its automatic differentiation
import {
  conv2d,
  depthwiseConv2d,
  grads,
  setBackend,
  tidy,
  type Tensor4D,
} from '@tensorflow/tfjs-core';
import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';

import {
  depthwiseForward,
  depthwiseInputGradient,
  depthwiseKernelGradient,
} from '#numerics/conv/depthwise.ts';
import { forward } from '#numerics/conv/forward.ts';
import { convGeometry } from '#numerics/conv/geometry.ts';
import { inputGradient } from '#numerics/conv/inputGradient.ts';
import { kernelGradient } from '#numerics/conv/kernelGradient.ts';
import {
  naiveForward,
  naiveInputGradient,
  naiveKernelGradient,
  type Array4D,
} from '#numerics/conv/naive.ts';
import { centralDifferences, largestDifference } from '#numerics/gradientCheck.ts';

import {
  inner,
  randomArrays,
  randomLayer,
  runs,
  toTensor,
  type RandomLayer,
  tfjsPadding,
} from './randomLayer.ts';

/** Sums of a few hundred float32 products of numbers below one. */
const FLOAT32 = 1e-4;

beforeAll(() => setBackend('cpu'));

describe('forward pass and gradients equal the sum over all products, on random layers', () => {
  test('the forward pass is the cross-correlation of the padded input with the kernel', () => {
    check(({ x, kernel, options }) => {
      const y = forward(toTensor(x), toTensor(kernel), options);
      expectClose(y, naiveForward(x, kernel, options));
    });
  });

  test('the kernel gradient is the valid cross-correlation of the padded input with the dilated upstream gradient', () => {
    check(({ x, kernel, g, options }) => {
      const size = spatial(kernel.shape, 0);
      const gradient = kernelGradient(toTensor(x), toTensor(g), size, options);
      expectClose(gradient, naiveKernelGradient(x, g, size, options));
    });
  });

  test('the input gradient is the full convolution of the upstream gradient, zeros between, with the kernel', () => {
    check(({ x, kernel, g, options }) => {
      const size = spatial(x.shape, 1);
      const gradient = inputGradient(toTensor(g), toTensor(kernel), size, options);
      expectClose(gradient, naiveInputGradient(g, kernel, size, options));
    });
  });

  test('a depthwise layer is a layer whose kernel is zero between different channels', () => {
    check(({ x, kernel, options }) => {
      const { shape } = kernel;
      const [, , c, m] = shape;
      const full = betweenChannels(kernel);
      const [g] = randomArrays(5, naiveForward(x, full, options).shape);
      if (!g) throw new Error('no upstream gradient');
      const size = spatial(x.shape, 1);
      const [xt, kt, gt] = [x, kernel, g].map(toTensor) as [Tensor4D, Tensor4D, Tensor4D];

      expectClose(depthwiseForward(xt, kt, options), naiveForward(x, full, options));
      const dx = depthwiseInputGradient(gt, kt, size, options);
      expectClose(dx, naiveInputGradient(g, full, size, options));

      const fullGradient = naiveKernelGradient(x, g, spatial(shape, 0), options);
      const dk = depthwiseKernelGradient(xt, gt, spatial(shape, 0), options);
      expect(dk.shape).toEqual(shape);
      const expected = Float64Array.from(kernel.values, (_, index) => {
        const position = Math.floor(index / (c * m));
        const channel = Math.floor(index / m) % c;
        return fullGradient.values[(position * c + channel) * c * m + (index % (c * m))] ?? NaN;
      });
      expect(largestDifference(dk.dataSync(), expected)).toBeLessThan(FLOAT32);
    });
  });
});

describe('the gradients equal automatic differentiation', () => {
  test('of TF.js’s own convolution, wherever it can be differentiated', () => {
    check(
      ({ x, kernel, g, options }) => {
        const [xt, kt, gt] = [x, kernel, g].map(toTensor) as [Tensor4D, Tensor4D, Tensor4D];
        const layer = (a: Tensor4D, b: Tensor4D): Tensor4D =>
          conv2d(a, b, options.stride, tfjsPadding(options.padding));
        expectClose(layer(xt, kt), forward(xt, kt, options));
        const [dx, dk] = autodiff(layer, xt, kt, gt);
        expectClose(inputGradient(gt, kt, spatial(x.shape, 1), options), dx);
        expectClose(kernelGradient(xt, gt, spatial(kernel.shape, 0), options), dk);
      },
      { maxDilation: 1 },
    );
  });

  test('of the book’s forward pass, dilation and stride together', () => {
    check(({ x, kernel, g, options }) => {
      const [xt, kt, gt] = [x, kernel, g].map(toTensor) as [Tensor4D, Tensor4D, Tensor4D];
      const [dx, dk] = autodiff((a, b) => forward(a, b, options), xt, kt, gt);
      expectClose(inputGradient(gt, kt, spatial(x.shape, 1), options), dx);
      expectClose(kernelGradient(xt, gt, spatial(kernel.shape, 0), options), dk);
    });
  });

  test('of TF.js’s own depthwise convolution', () => {
    check(
      ({ x, kernel, options }) => {
        const [xt, kt] = [x, kernel].map(toTensor) as [Tensor4D, Tensor4D];
        const layer = (a: Tensor4D, b: Tensor4D): Tensor4D =>
          depthwiseConv2d(a, b, options.stride, tfjsPadding(options.padding));
        const y = layer(xt, kt);
        expectClose(depthwiseForward(xt, kt, options), y);
        const gt = toTensor(randomArrays(3, y.shape)[0] ?? x);
        const [dx, dk] = autodiff(layer, xt, kt, gt);
        expectClose(depthwiseInputGradient(gt, kt, spatial(x.shape, 1), options), dx);
        expectClose(depthwiseKernelGradient(xt, gt, spatial(kernel.shape, 0), options), dk);
      },
      { maxDilation: 1 },
    );
  });
});

test('the gradients equal central differences of the loss ⟨Y, G⟩', () => {
  check(
    ({ x, kernel, g, options }) => {
      const lossOfInput = (values: Float64Array): number =>
        inner(naiveForward({ ...x, values }, kernel, options).values, g.values);
      const lossOfKernel = (values: Float64Array): number =>
        inner(naiveForward(x, { ...kernel, values }, options).values, g.values);
      const [xt, kt, gt] = [x, kernel, g].map(toTensor) as [Tensor4D, Tensor4D, Tensor4D];
      const dx = inputGradient(gt, kt, spatial(x.shape, 1), options).dataSync();
      const dk = kernelGradient(xt, gt, spatial(kernel.shape, 0), options).dataSync();
      expect(largestDifference(dx, centralDifferences(lossOfInput, x.values))).toBeLessThan(
        FLOAT32,
      );
      expect(largestDifference(dk, centralDifferences(lossOfKernel, kernel.values))).toBeLessThan(
        FLOAT32,
      );
    },
    {},
    100,
  );
});

test('the input gradient is the adjoint of the layer: ⟨C x, g⟩ = ⟨x, Cᵀ g⟩', () => {
  check(({ x, kernel, g, options }) => {
    const [xt, kt, gt] = [x, kernel, g].map(toTensor) as [Tensor4D, Tensor4D, Tensor4D];
    const y = forward(xt, kt, options).dataSync();
    const back = inputGradient(gt, kt, spatial(x.shape, 1), options).dataSync();
    const scale = Math.sqrt(inner(y, y) * inner(g.values, g.values)) + 1;
    expect(Math.abs(inner(y, g.values) - inner(x.values, back)) / scale).toBeLessThan(1e-5);
  });
});

interface Case {
  x: Array4D;
  kernel: Array4D;
  g: Array4D;
  options: RandomLayer['options'];
}

function check(
  statement: (layer: Case) => void,
  limits: Parameters<typeof randomLayer>[0] = {},
  numRuns = 250,
): void {
  fc.assert(
    fc.property(randomLayer(limits), ({ input, kernel: kernelShape, options, seed }) => {
      const { outputSize } = convGeometry(spatial(input, 1), spatial(kernelShape, 0), options);
      const shapes = [input, kernelShape, [input[0], ...outputSize, kernelShape[3]]] as const;
      const [x, kernel, g] = randomArrays(seed, ...(shapes as never as Array4D['shape'][]));
      tidy(() => {
        statement({ x, kernel, g, options } as Case);
      });
    }),
    runs(numRuns),
  );
}

function spatial(shape: Array4D['shape'], firstAxis: 0 | 1): [number, number] {
  return firstAxis === 0 ? [shape[0], shape[1]] : [shape[1], shape[2]];
}

function expectClose(found: Tensor4D, expected: Array4D | Tensor4D): void {
  expect(found.shape).toEqual(expected.shape);
  const values = 'values' in expected ? expected.values : expected.dataSync();
  expect(largestDifference(found.dataSync(), values)).toBeLessThan(FLOAT32);
}

function autodiff(
  layer: (x: Tensor4D, kernel: Tensor4D) => Tensor4D,
  x: Tensor4D,
  kernel: Tensor4D,
  g: Tensor4D,
): [Tensor4D, Tensor4D] {
  const backward = grads((a, b) => layer(a as Tensor4D, b as Tensor4D));
  return backward([x, kernel], g) as [Tensor4D, Tensor4D];
}

/** The full kernel [K₁,K₂,C,C·M] of a depthwise kernel [K₁,K₂,C,M]. */
function betweenChannels({ shape: [k1, k2, c, m], values }: Array4D): Array4D {
  const full = new Float64Array(k1 * k2 * c * c * m);
  values.forEach((value, index) => {
    const position = Math.floor(index / (c * m));
    const channel = Math.floor(index / m) % c;
    full[(position * c + channel) * c * m + (index % (c * m))] = value;
  });
  return { shape: [k1, k2, c, c * m], values: full };
}
