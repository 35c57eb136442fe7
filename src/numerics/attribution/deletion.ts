import { add, mul, sub, tensor4d, tidy, type Tensor4D } from '@tensorflow/tfjs-core';

import { scalarValue } from '../network/scalarValue.ts';
import type { TaskContext } from '../tasks/context.ts';
import type { Question } from './attribution.ts';

/** The pixels of a map, the one with the largest value first; equal ones in reading order. */
export function fromTheLargest(map: ArrayLike<number>): Uint32Array {
  return Uint32Array.from(map, (_, i) => i).sort((i, j) => (map[j] ?? 0) - (map[i] ?? 0) || i - j);
}

/** What a deletion needs beside the question, whose x is one image [1,H,W,C]. */
export interface DeletionOptions {
  /** All pixels, the first to go first. */
  order: Uint32Array;
  /** How many of them are deleted in all, at each point of the curve. */
  counts: readonly number[];
  /** The preprocessed value that takes a pixel's place: 0 is middle grey. */
  fill?: number;
}

/**
 * The scalar after the first `counts[i]` pixels of the order have been replaced (Petsiuk, Das and
 * Saenko 2018 call the curve over a saliency map's order "deletion"): a number for each count; null
 * when the reader has cancelled.
 */
export async function deletionCurve(
  { network, x, scalar }: Question,
  { order, counts, fill = 0 }: DeletionOptions,
  context: TaskContext,
): Promise<number[] | null> {
  const [, h, w] = x.shape;
  const mask = new Float32Array(h * w);
  const curve: number[] = [];
  let gone = 0;
  for (const [i, count] of counts.entries()) {
    if (await context.stopped()) return null;
    if (count < gone) throw new Error(`Expected rising counts, found ${counts.join(', ')}.`);
    for (; gone < count; gone++) mask[order[gone] ?? 0] = 1;
    const value = tidy(() => {
      const where = tensor4d(mask, [1, h, w, 1]);
      const left = add<Tensor4D>(mul(x, sub(1, where)), mul(where, fill));
      return scalarValue(network, left, scalar);
    });
    curve.push((await value.data())[0] ?? Number.NaN);
    value.dispose();
    context.progress((i + 1) / counts.length);
  }
  return curve;
}

/** The area under a curve over [0,1] whose points lie at `shares`, by trapezia. */
export function areaUnder(curve: readonly number[], shares: readonly number[]): number {
  let area = 0;
  for (let i = 1; i < curve.length; i++) {
    const width = (shares[i] ?? 0) - (shares[i - 1] ?? 0);
    area += (width * ((curve[i] ?? 0) + (curve[i - 1] ?? 0))) / 2;
  }
  return area;
}
