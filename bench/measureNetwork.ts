import { dispose, grad, slice, tidy, type Tensor4D } from '@tensorflow/tfjs-core';

import { preprocess } from '#numerics/network/images.ts';
import { lastPlace, type Network } from '#numerics/network/network.ts';
import { networkOf } from '#numerics/network/networkOf.ts';
import { valuesAt } from '#numerics/network/run.ts';
import { scalarGradient } from '#numerics/network/scalarGradient.ts';
import { logit } from '#numerics/network/scalars.ts';
import { valuesInBatches } from '#numerics/network/valuesInBatches.ts';
import { mulberry32 } from '#numerics/random.ts';
import { modelsByFetch } from '#runtime/models/modelsByFetch.ts';

import { MANY } from './layers.ts';
import { uninterrupted } from '../tests/numerics/tasks/uninterrupted.ts';

/** Milliseconds, the fastest of several: another program's turn on the core says nothing of ours. */
export interface NetworkTimes {
  /** One image to its logits. */
  forward: number;
  /** One image to a logit and its gradient with respect to the image: both ways. */
  gradient: number;
  /** `MANY` images to their logits. */
  many: number;
}

const SIDE = 32;
const CALLS = 25;
const loadModel = modelsByFetch();

/**
 * Times the book's network on the backend that is running. Stock is what TF.js does by itself: its
 * automatic differentiation, and batches of 32, the size that its own models predict in.
 */
export async function measureNetwork(stock: boolean): Promise<NetworkTimes> {
  const model = await loadModel('base');
  const network = networkOf(model);
  const random = mulberry32(1);
  const pixels = Uint8Array.from({ length: MANY * SIDE * SIDE * 3 }, () => 256 * random());
  const images = preprocess(model.manifest, pixels, [SIDE, SIDE]);
  const image = tidy(() => slice(images, [0, 0, 0, 0], [1, SIDE, SIDE, 3]));
  const scalar = logit(lastPlace(network), 3);

  const byTape = () => {
    const gradient = grad((x) => scalar.value(valuesAt(network, x as Tensor4D)));
    tidy(() => gradient(image).dataSync());
  };
  const byBook = () => {
    const { value, signal } = scalarGradient(network, image, scalar);
    signal.dataSync();
    dispose([value, signal]);
  };
  const times = {
    forward: await fastest(CALLS, () => logitsOf(network, image)),
    gradient: await fastest(CALLS, stock ? byTape : byBook),
    many: await fastest(3, () =>
      stock
        ? inBatchesOf32(network, images)
        : valuesInBatches(network, images, scalar.place, uninterrupted),
    ),
  };
  dispose([images, image]);
  return times;
}

function logitsOf(network: Network, x: Tensor4D): Float32Array {
  const logits = valuesAt(network, x);
  const values = logits.dataSync() as Float32Array;
  logits.dispose();
  return values;
}

function inBatchesOf32(network: Network, images: Tensor4D): void {
  for (let first = 0; first < MANY; first += 32) {
    const count = Math.min(32, MANY - first);
    tidy(() => logitsOf(network, slice(images, [first, 0, 0, 0], [count, SIDE, SIDE, 3])));
  }
}

/** The fastest of so many calls, after one that packs the weights. */
export async function fastest(calls: number, call: () => unknown): Promise<number> {
  let best = Number.POSITIVE_INFINITY;
  await call();
  for (let i = 0; i < calls; i++) {
    const start = performance.now();
    await call();
    best = Math.min(best, performance.now() - start);
  }
  return best;
}
