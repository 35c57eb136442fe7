import { tensor4d, type conv2d, type Tensor4D } from '@tensorflow/tfjs-core';
import fc from 'fast-check';

import { dilatedSize, outputSize, type Padding } from '#numerics/conv/geometry.ts';
import type { Array4D } from '#numerics/conv/naive.ts';
import { mulberry32 } from '#numerics/random.ts';

/** A layer whose kernel fits its padded input, and the seed of its numbers. */
export interface RandomLayer {
  input: Array4D['shape'];
  kernel: Array4D['shape'];
  options: { stride: [number, number]; padding: Padding; dilation: [number, number] };
  seed: number;
}

/**
 * Layers over every stride, dilation (both at once too), channels and batch, with padding 'valid',
 * 'same' and explicit: uneven, and wider than the kernel's reach. The kernel may be larger than the
 * input as long as it fits when padded.
 */
export function randomLayer(limits: { maxDilation?: number } = {}): fc.Arbitrary<RandomLayer> {
  const small = (max: number): fc.Arbitrary<number> => fc.integer({ min: 1, max });
  const two = (max: number): fc.Arbitrary<[number, number]> => fc.tuple(small(max), small(max));
  const count = fc.integer({ min: 0, max: 4 });
  const spare = fc.integer({ min: -2, max: 5 });
  const padding: fc.Arbitrary<Padding> = fc.oneof(
    fc.constant<Padding>('valid'),
    fc.constant<Padding>('same'),
    fc.record({ top: count, bottom: count, left: count, right: count }),
  );
  return fc
    .record({
      batch: small(3),
      channels: two(3),
      kernel: two(3),
      spare: fc.tuple(spare, spare),
      stride: two(3),
      dilation: two(limits.maxDilation ?? 3),
      padding,
      seed: fc.integer(),
    })
    .map(
      ({
        batch,
        channels,
        kernel: [k1, k2],
        spare,
        stride,
        dilation,
        padding,
        seed,
      }): RandomLayer => ({
        input: [
          batch,
          Math.max(1, dilatedSize(k1, dilation[0]) + spare[0]),
          Math.max(1, dilatedSize(k2, dilation[1]) + spare[1]),
          channels[0],
        ],
        kernel: [k1, k2, channels[0], channels[1]],
        options: { stride, padding, dilation },
        seed,
      }),
    )
    .filter(kernelFits);
}

function kernelFits({ input, kernel, options }: RandomLayer): boolean {
  const { stride, padding, dilation } = options;
  if (padding === 'same') return true;
  const { top, bottom, left, right } =
    padding === 'valid' ? { top: 0, bottom: 0, left: 0, right: 0 } : padding;
  const rows = outputSize(input[1], kernel[0], stride[0], top, bottom, dilation[0]);
  const columns = outputSize(input[2], kernel[1], stride[1], left, right, dilation[1]);
  return rows > 0 && columns > 0;
}

/** Arrays of numbers in [−1, 1), the same for the same seed. */
export function randomArrays(seed: number, ...shapes: Array4D['shape'][]): Array4D[] {
  const random = mulberry32(seed);
  return shapes.map((shape) => ({
    shape,
    values: Float64Array.from({ length: shape.reduce((a, b) => a * b, 1) }, () => 2 * random() - 1),
  }));
}

export function toTensor({ shape, values }: Array4D): Tensor4D {
  return tensor4d(Float32Array.from(values), shape);
}

export function inner(a: ArrayLike<number>, b: ArrayLike<number>): number {
  return Array.from(a).reduce((total, value, i) => total + value * (b[i] ?? Number.NaN), 0);
}

/** For fast-check: the same few hundred layers on every run. */
export function runs(numRuns: number): fc.Parameters<unknown> & { numRuns: number } {
  return { numRuns, seed: 1998 };
}

/** Padding as TF.js takes it: sides of all four axes. */
export function tfjsPadding(padding: Padding): Parameters<typeof conv2d>[3] {
  if (typeof padding === 'string') return padding;
  const { top, bottom, left, right } = padding;
  return [
    [0, 0],
    [top, bottom],
    [left, right],
    [0, 0],
  ];
}
