import { tidy } from '@tensorflow/tfjs-core';

import { mulberry32 } from '../random.ts';
import type { ModelContext } from './context.ts';
import { weightedLayers } from '../network/changeWeights.ts';
import { preprocess } from '../network/images.ts';
import { disposeNetwork, places, type Network } from '../network/network.ts';
import { networkOf } from '../network/networkOf.ts';
import { randomiseLayers } from '../network/randomiseLayers.ts';
import { sensitivityEnergy } from '../network/sensitivity.ts';

/** A place in a layer's maps, and how much is averaged over. */
export interface MeasuredInput {
  /** Pictures of the network's size, RGB from 0 to 255, one after the other. */
  pixels: Uint8Array;
  /** How many of them count. */
  images: number;
  layer: string;
  row: number;
  column: number;
  /** Of the untrained weights, and of the signs that stand for all channels at once. */
  seed: number;
}

/** Energies [H·W], each map as shares of its sum. */
export interface MeasuredOutput {
  trained: Float32Array;
  untrained: Float32Array;
  /** Over how many pictures. */
  images: number;
}

/** Pictures at once: soon enough to show progress and to hear of a stop. */
const BATCH = 10;

/**
 * The mean of (∂z/∂x)² over pictures, channels and colours, for the trained network `base` and for
 * the same network before training. z is the value before the layer's ReLU. What has been found so
 * far when the reader stops.
 */
export default async function measured(
  { pixels, images, layer, row, column, seed }: MeasuredInput,
  context: ModelContext,
): Promise<MeasuredOutput> {
  const model = await context.loadModel('base');
  const { manifest } = model;
  const [h, w, colours] = manifest.input.shape;
  const trained = networkOf(model);
  const untrained = randomiseLayers(trained, weightedLayers(trained), seed);
  const place = places(trained).includes(`${layer}.pre`) ? `${layer}.pre` : layer;
  const random = mulberry32(seed);
  const each = h * w * colours;
  const sums = { trained: new Float64Array(h * w), untrained: new Float64Array(h * w) };
  let done = 0;

  const add = async (network: Network, sum: Float64Array, batch: Uint8Array) => {
    const energy = tidy(() =>
      sensitivityEnergy(network, preprocess(manifest, batch, [h, w]), place, [row, column], random),
    );
    (await energy.data()).forEach((value, i) => (sum[i] = (sum[i] ?? 0) + value));
    energy.dispose();
  };
  const found = (): MeasuredOutput => ({
    trained: shares(sums.trained),
    untrained: shares(sums.untrained),
    images: done,
  });
  try {
    while (done < images && !(await context.stopped())) {
      const count = Math.min(BATCH, images - done);
      const batch = pixels.subarray(done * each, (done + count) * each);
      await add(trained, sums.trained, batch);
      await add(untrained, sums.untrained, batch);
      done += count;
      context.progress(done / images, found());
    }
  } finally {
    disposeNetwork(untrained);
  }
  return found();
}

function shares(energy: Float64Array): Float32Array {
  const total = energy.reduce((sum, value) => sum + value, 0) || 1;
  return Float32Array.from(energy, (value) => value / total);
}
