import { concat, dispose, mul, tidy, type Tensor4D } from '@tensorflow/tfjs-core';

import { preprocess } from '../network/images.ts';
import { disposeNetwork } from '../network/network.ts';
import { networkOf } from '../network/networkOf.ts';
import { nearestMeanDistances, type Vectors } from '../novelty/distanceScores.ts';
import { logitsOf } from '../novelty/familiarity.ts';
import { energy, probabilities } from '../novelty/logitScores.ts';
import { read } from '../novelty/read.ts';
import { withScaledBiases } from '../novelty/withScaledBiases.ts';
import type { ModelContext } from './context.ts';

/** One picture of 32×32, RGB from 0 to 255; the factors α; the mean features of the known classes. */
export interface RayInput {
  pixels: ArrayLike<number>;
  factors: readonly number[];
  means: Vectors;
}

/** What the network makes of αx, for each α. */
export interface Ray {
  probabilities: number[][];
  energies: number[];
  distances: number[];
  /** The logits of x with all biases zero: to these s(αx)/α tends. */
  limit: number[];
}

/** Follows a picture x, preprocessed to −1 … 1, along αx; null when the reader has cancelled. */
export default async function ray(
  { pixels, factors, means }: RayInput,
  context: ModelContext,
): Promise<Ray | null> {
  const model = await context.loadModel('six', (share) => context.progress(share / 2));
  const network = networkOf(model);
  const [height, width] = model.manifest.input.shape;
  const x = preprocess(model.manifest, pixels, [height, width]);
  const all: Tensor4D = tidy(() => concat(factors.map((factor) => mul<Tensor4D>(x, factor))));
  const without = withScaledBiases(network, 0);
  try {
    const found = await read(network, all, context);
    const atLimit = found && (await read(without, x, context));
    if (!atLimit) return null;
    const logits = logitsOf(found);
    return {
      probabilities: logits.map(probabilities),
      energies: logits.map(energy),
      distances: nearestMeanDistances(found.features, means),
      limit: Array.from(atLimit.logits.values),
    };
  } finally {
    dispose([x, all]);
    disposeNetwork(without);
  }
}
