import { dispose, tensor4d } from '@tensorflow/tfjs-core';

import { disposeNetwork, type Network } from '../network/network.ts';
import type { TaskContext } from '../tasks/context.ts';
import type { Adam } from './adam.ts';
import { lossGradients } from './lossGradients.ts';

/** Images, preprocessed, one after the other; the shape of one [H,W,C]; and their classes. */
export interface Examples {
  values: Float32Array;
  shape: readonly [number, number, number];
  labels: readonly number[];
}

/** The network after an epoch, and the mean of its batches' losses. */
export interface Epoch {
  network: Network;
  loss: number;
}

/**
 * Shows a network every example once, in this order, so many at a time, and lets Adam take a step
 * after each batch. The network that is given is disposed of. `onBatch` hears the share that is
 * done. null when the reader has cancelled: then no network is left, nor does Adam's memory fit one.
 */
export async function trainEpoch(
  start: Network,
  optimiser: Adam,
  { values, shape, labels }: Examples,
  { order, batch }: { order: readonly number[]; batch: number },
  context: Pick<TaskContext, 'stopped'> & { onBatch?: (share: number) => void },
): Promise<Epoch | null> {
  const each = shape[0] * shape[1] * shape[2];
  let network = start;
  let [total, batches] = [0, 0];
  for (let first = 0; first < order.length; first += batch) {
    if (await context.stopped()) {
      disposeNetwork(network);
      return null;
    }
    const chosen = order.slice(first, first + batch);
    const pixels = new Float32Array(chosen.length * each);
    chosen.forEach((i, k) => pixels.set(values.subarray(i * each, (i + 1) * each), k * each));
    const x = tensor4d(pixels, [chosen.length, ...shape]);
    const found = lossGradients(network, x, chosen.map((i) => labels[i] ?? 0));
    const next = optimiser.step(network, found.gradients);
    const [loss = Number.NaN] = await found.loss.data();
    total += loss;
    batches++;
    dispose([x, found.loss]);
    for (const { kernel, bias } of Object.values(found.gradients)) dispose([kernel, bias]);
    disposeNetwork(network);
    network = next;
    context.onBatch?.(Math.min(1, (first + batch) / order.length));
  }
  return { network, loss: total / batches };
}
