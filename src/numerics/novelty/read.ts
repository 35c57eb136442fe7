import { tensor2d, tidy, type Tensor4D } from '@tensorflow/tfjs-core';

import { denseStepOf } from '../head/denseStepOf.ts';
import { applyDense } from '../network/layers/dense.ts';
import type { Network } from '../network/network.ts';
import { valuesInBatches } from '../network/valuesInBatches.ts';
import type { TaskContext } from '../tasks/context.ts';
import type { Readings } from './familiarity.ts';

/**
 * Averaged last maps and logits of pictures x [N,H,W,3], preprocessed, by a network that ends in
 * global average pooling and a dense layer. null when the reader has cancelled.
 */
export async function read(
  network: Network,
  x: Tensor4D,
  context: TaskContext,
): Promise<Readings | null> {
  const head = denseStepOf(network, 'logits');
  const [length, classes] = head.kernel.shape;
  const values = await valuesInBatches(network, x, 'average', context);
  if (!values) return null;
  const found = tidy(() => applyDense(head, tensor2d(values, [values.length / length, length])));
  const logits = (await found.data()) as Float32Array;
  found.dispose();
  return { features: { values, length }, logits: { values: logits, length: classes } };
}

/** The readings of some pictures, by their numbers. */
export function chosen({ features, logits }: Readings, numbers: readonly number[]): Readings {
  const those = ({ values, length }: Readings['logits']) => {
    const all = Float32Array.from(values);
    const kept = new Float32Array(numbers.length * length);
    numbers.forEach((n, i) => kept.set(all.subarray(n * length, (n + 1) * length), i * length));
    return { values: kept, length };
  };
  return { features: those(features), logits: those(logits) };
}
