import { nearest } from '../embedding/nearest.ts';
import { weightedLayers } from '../network/changeWeights.ts';
import { disposeNetwork } from '../network/network.ts';
import { networkOf } from '../network/networkOf.ts';
import { randomiseLayers } from '../network/randomiseLayers.ts';
import { describePatches } from '../texture/describePatches.ts';
import { allDistances } from '../texture/distances.ts';
import { measures, type Measure } from '../texture/measures.ts';
import { precisionAt } from '../texture/precision.ts';
import type { ModelContext } from './context.ts';

/** Grey patches, the texture of each, and the layer whose maps are compared. */
export interface RetrieveInput {
  patches: readonly Float32Array[];
  labels: readonly number[];
  layer: string;
  /** From which seed the filters are drawn anew; null for the trained ones. */
  random: number | null;
  /** How many answers each patch gets. */
  k: number;
}

/** What one measure finds. */
export interface Retrieved {
  /** The k nearest others of each patch, nearest first: [n][k], flat. */
  near: Uint16Array;
  /** Of each patch: the share of them that are of its own texture. */
  precision: Float64Array;
}

/** Every patch asks for its nearest, by every measure; null when cancelled. */
export default async function retrieve(
  { patches, labels, layer, random, k }: RetrieveInput,
  context: ModelContext,
): Promise<Record<Measure, Retrieved> | null> {
  const model = await context.loadModel('base');
  const trained = networkOf(model);
  const network =
    random === null ? trained : randomiseLayers(trained, weightedLayers(trained), random);
  try {
    const found = await describePatches(
      { network, manifest: model.manifest },
      patches,
      layer,
      context,
    );
    if (!found) return null;
    const answer = (measure: Measure): [Measure, Retrieved] => {
      const distances = allDistances(measure, found[measure]);
      const near = nearest(distances, labels.length, k);
      return [measure, { near, precision: precisionAt(k, distances, labels) }];
    };
    return Object.fromEntries(measures.map(answer)) as Record<Measure, Retrieved>;
  } finally {
    if (network !== trained) disposeNetwork(network);
  }
}
