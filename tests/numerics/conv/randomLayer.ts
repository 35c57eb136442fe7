import { tensor4d, type Tensor4D } from '@tensorflow/tfjs-core';
import fc from 'fast-check';

import type { Padding } from '#numerics/conv/geometry.ts';
import type { Array4D } from '#numerics/conv/naive.ts';
import { mulberry32 } from '#numerics/random.ts';

/** A layer that fits its kernel, and the seed of its numbers. */
export interface RandomLayer {
  input: Array4D['shape'];
  kernel: Array4D['shape'];
  options: { stride: [number, number]; padding: Padding; dilation: [number, number] };
  seed: number;
}

/**
 * Layers over every stride, dilation (both at once too), channels and batch, with padding 'valid',
 * 'same' and explicit: uneven, and wider than the kernel's reach.
 */
export function randomLayer(limits: { maxDilation?: number } = {}): fc.Arbitrary<RandomLayer> {
  const small = (max: number): fc.Arbitrary<number> => fc.integer({ min: 1, max });
  const two = (max: number): fc.Arbitrary<[number, number]> => fc.tuple(small(max), small(max));
  const count = fc.integer({ min: 0, max: 4 });
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
      spare: fc.tuple(fc.integer({ min: 0, max: 5 }), fc.integer({ min: 0, max: 5 })),
      stride: two(3),
      dilation: two(limits.maxDilation ?? 3),
      padding,
      seed: fc.integer(),
    })
    .map(({ batch, channels, kernel: [k1, k2], spare, stride, dilation, padding, seed }) => ({
      input: [
        batch,
        dilation[0] * (k1 - 1) + 1 + spare[0],
        dilation[1] * (k2 - 1) + 1 + spare[1],
        channels[0],
      ],
      kernel: [k1, k2, channels[0], channels[1]],
      options: { stride, padding, dilation },
      seed,
    }));
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
