import { dispose } from '@tensorflow/tfjs-core';

import { weightedLayers } from '../network/changeWeights.ts';
import { preprocess } from '../network/images.ts';
import { disposeNetwork } from '../network/network.ts';
import { networkOf } from '../network/networkOf.ts';
import { randomiseLayers } from '../network/randomiseLayers.ts';
import { valuesInBatches } from '../network/valuesInBatches.ts';
import { partOf, type ModelContext } from './context.ts';

/** Pictures to read, RGB from 0 to 255, and by which network. */
export interface ReadInput {
  pixels: Uint8Array;
  /** The seed of a network as it was before training; null for the trained one. */
  untrained: number | null;
}

/** The averaged last maps of each picture, one after the other. */
export interface ReadOutput {
  values: Float32Array;
  length: number;
}

const NETWORK = 'six';

/** The 128 averaged last maps of pictures, by the trained network or an untrained one; null if cancelled. */
export default async function readPictures(
  { pixels, untrained }: ReadInput,
  context: ModelContext,
): Promise<ReadOutput | null> {
  const model = await context.loadModel(NETWORK, (share) => context.progress(share / 10));
  const trained = networkOf(model);
  const network =
    untrained === null ? trained : randomiseLayers(trained, weightedLayers(trained), untrained);
  const [height, width, colours] = model.manifest.input.shape;
  const x = preprocess(model.manifest, pixels, [height, width]);
  const values = await valuesInBatches(network, x, 'average', partOf(context, 0.1, 0.9));
  dispose(x);
  if (network !== trained) disposeNetwork(network);
  if (!values) return null;
  return { values, length: values.length / (pixels.length / (height * width * colours)) };
}
