import { dispose, tensor2d, tidy } from '@tensorflow/tfjs-core';

import { centredProducts } from '../embedding/centredProducts.ts';
import { mapQuality, type MapQuality } from '../embedding/mapQuality.ts';
import { nearest, neighbourAccuracy } from '../embedding/nearest.ts';
import { NEIGHBOURS, type Place } from '../embedding/places.ts';
import { principalPlane } from '../embedding/principalPlane.ts';
import { squaredDistances } from '../embedding/squaredDistances.ts';
import { preprocess } from '../network/images.ts';
import { networkOf } from '../network/networkOf.ts';
import { valuesInBatches } from '../network/valuesInBatches.ts';
import type { ModelContext } from './context.ts';

/** Pictures of the network's size, RGB from 0 to 255, one after the other; a place; their classes. */
export interface CloudInput {
  pixels: ArrayLike<number>;
  place: Place;
  labels: readonly number[];
}

/** The pictures as points in the space of one layer. */
export interface Cloud {
  /** Numbers that describe one picture there. */
  dimensions: number;
  /** Squared distances of all pairs, n×n. */
  squared: Float32Array;
  /** The ten nearest of every picture in all dimensions, [n][10], and how often their vote is right. */
  near: Uint16Array;
  accuracy: number;
  /** The first two principal scores, in turn, their shares of the variance, and that map's worth. */
  scores: Float64Array;
  shares: [number, number];
  pca: MapQuality;
}

/**
 * Runs the book's network on many pictures and takes what stands at a place as points: their
 * distances, neighbours and principal plane. null when the reader has cancelled.
 */
export default async function cloud(
  { pixels, place, labels }: CloudInput,
  context: ModelContext,
): Promise<Cloud | null> {
  const model = await context.loadModel('base', (share) => context.progress(share / 5));
  const [height, width] = model.manifest.input.shape;
  const n = labels.length;
  const x = preprocess(model.manifest, pixels, [height, width]);
  const values = await valuesInBatches(networkOf(model), x, place, {
    stopped: context.stopped,
    progress: (share) => context.progress(0.2 + 0.6 * share),
  });
  dispose(x);
  if (!values) return null;

  const dimensions = values.length / n;
  const found = tidy(() => centredProducts(tensor2d(values, [n, dimensions])));
  const products = await found.data();
  dispose(found);
  context.progress(0.9);
  if (await context.stopped()) return null;

  const squared = squaredDistances(products, n);
  const { scores, shares } = principalPlane(products, n);
  const near = nearest(squared, n, NEIGHBOURS);
  return {
    dimensions,
    squared: Float32Array.from(squared),
    near,
    accuracy: neighbourAccuracy(near, labels, NEIGHBOURS),
    scores,
    shares,
    pca: mapQuality({ squared, near }, scores, labels),
  };
}
