import {
  add,
  dispose,
  div,
  mul,
  reshape,
  sub,
  tensor4d,
  tidy,
  zeros,
  type Rank,
  type Tensor4D,
} from '@tensorflow/tfjs-core';

import { scalarValue } from '../network/scalarValue.ts';
import type { Attribution } from './attribution.ts';
import { starts } from './starts.ts';

/** What is put over the image, and where. */
export interface OcclusionOptions {
  /** Side of the square, in pixels. */
  size: number;
  /** From one square to the next, in pixels. */
  stride: number;
  /** The preprocessed value of the square: 0 is middle grey. */
  fill?: number;
}

/**
 * By how much the scalar falls when a square of the image is covered: s(x) − s(covered x), at every
 * pixel the mean over the squares that cover it (Zeiler and Fergus 2014). Squares start at
 * multiples of the stride, and a last one in each row and column ends with the image. One forward
 * pass a square, and no gradient. [N,H,W,1].
 */
export function occlusion({ size, stride, fill = 0 }: OcclusionOptions): Attribution {
  return async (question, context) => {
    const { x } = question;
    const [n, h, w] = x.shape;
    const corners = starts(h, size, stride).flatMap((row) =>
      starts(w, size, stride).map((column) => ({ row, column })),
    );
    const before = scalarValue(question.network, x, question.scalar);
    let sums = { drops: zeros<Rank.R4>([n, h, w, 1]), times: zeros<Rank.R4>([1, h, w, 1]) };
    for (const [i, { row, column }] of corners.entries()) {
      const last = sums;
      if (await context.stopped()) {
        dispose([before, last.drops, last.times]);
        return null;
      }
      sums = tidy(() => {
        const square = squareMask([h, w], row, column, size);
        const covered = add<Tensor4D>(mul(x, sub(1, square)), mul(square, fill));
        const drop = sub(before, scalarValue(question.network, covered, question.scalar));
        return {
          drops: add(last.drops, mul(square, reshape(drop, [n, 1, 1, 1]))),
          times: add(last.times, square),
        };
      });
      dispose([last.drops, last.times]);
      context.progress((i + 1) / corners.length);
    }
    const map = div<Tensor4D>(sums.drops, sums.times);
    dispose([before, sums.drops, sums.times]);
    return map;
  };
}

/** One inside the square, zero outside: [1,H,W,1]. */
function squareMask([h, w]: [number, number], row: number, column: number, size: number): Tensor4D {
  const mask = new Float32Array(h * w);
  for (let y = row; y < row + size; y++) mask.fill(1, y * w + column, y * w + column + size);
  return tensor4d(mask, [1, h, w, 1]);
}
