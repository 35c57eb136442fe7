import { slice, tidy, type Tensor4D } from '@tensorflow/tfjs-core';

import type { TaskContext } from '../tasks/context.ts';
import type { Network } from './network.ts';
import { valuesAt } from './run.ts';

/**
 * Enough that starting each operation costs little beside it, and over in some 40 ms on wasm, soon
 * enough to show progress and to hear of a cancellation.
 */
const BATCH = 25;

/**
 * The values at a place for many images x [N,H,W,3], batch by batch, one image's after the other:
 * what `valuesAt` gives, with progress in between. null when the reader has cancelled.
 */
export async function valuesInBatches(
  network: Network,
  x: Tensor4D,
  place: string,
  context: TaskContext,
): Promise<Float32Array | null> {
  const [n, ...image] = x.shape;
  const parts: Float32Array[] = [];
  for (let first = 0; first < n; first += BATCH) {
    if (await context.stopped()) return null;
    const count = Math.min(BATCH, n - first);
    const values = tidy(() =>
      valuesAt(network, slice(x, [first, 0, 0, 0], [count, ...image]), place),
    );
    parts.push((await values.data()) as Float32Array);
    values.dispose();
    context.progress((first + count) / n);
  }
  const all = new Float32Array(parts.reduce((total, { length }) => total + length, 0));
  parts.reduce((at, part) => (all.set(part, at), at + part.length), 0);
  return all;
}
