import { dispose, softmax, tidy } from '@tensorflow/tfjs-core';

import { areaUnder, deletionCurve, fromTheLargest, randomOrder } from '../attribution/deletion.ts';
import { deletedShares, type deletionMethods } from '../attribution/deletionPlan.ts';
import type { MethodRequest } from '../attribution/methods.ts';
import { channelSum, largestMagnitude } from '../attribution/pixelMaps.ts';
import { prepareMethod } from '../attribution/prepareMethod.ts';
import { scalarOf } from '../attribution/target.ts';
import { preprocess } from '../network/images.ts';
import { networkOf } from '../network/networkOf.ts';
import { valuesAt } from '../network/run.ts';
import type { ModelContext } from './context.ts';

/** Those whose sign says which way the score goes: their pixels are deleted from the most positive on. */
const attributions: readonly string[] = ['gradientTimesInput', 'integratedGradients'];

/** One picture of the network's size, RGB from 0 to 255; the class; and the method that orders the pixels. */
export interface DeletionInput {
  pixels: ArrayLike<number>;
  index: number;
  method: MethodRequest & { id: (typeof deletionMethods)[number] };
  /** How many random orders to compare with, from which seed. */
  random: number;
  seed: number;
}

export interface DeletionOutput {
  probabilities: number[];
  /** [H,W], row by row. */
  map: Float32Array;
  signed: boolean;
  /** p of the class after each of `deletedShares` has become grey, the map's largest pixels first. */
  curve: number[];
  area: number;
  /** The same for random orders, one after the other. */
  randomCurves: number[][];
  randomAreas: number[];
  /** The sum of all attributions: for integrated gradients, close to S(x) − S(grey). */
  sum: number;
  /** S(x) and S(grey). */
  scores: { picture: number; grey: number };
}

/**
 * Deletes the pixels of a picture in the order of a map of its class score, and in random orders;
 * what is watched is p of the class. null when the reader has cancelled.
 */
export default async function deletion(
  { pixels, index, method, random, seed }: DeletionInput,
  context: ModelContext,
): Promise<DeletionOutput | null> {
  const model = await context.loadModel('base', (fraction) => context.progress(0.2 * fraction));
  const network = networkOf(model);
  const [h, w] = model.manifest.input.shape;
  const x = preprocess(model.manifest, pixels, [h, w]);
  const part = (from: number, to: number) => ({
    ...context,
    progress: (share: number) => context.progress(from + (to - from) * share),
  });
  try {
    const target = { kind: 'class', index, as: 'score' } as const;
    const scalar = scalarOf(network, target);
    const { attribution } = prepareMethod(method, { network, target });
    const answer = tidy(() => softmax(valuesAt(network, x)));
    const probabilities = [...(await answer.data())];
    answer.dispose();
    const found = await attribution({ network, x, scalar }, part(0.2, 0.5));
    if (!found) return null;
    const signed = attributions.includes(method.id);
    const reduced = signed ? channelSum(found) : largestMagnitude(found);
    const map = Float32Array.from(await reduced.data());
    dispose([found, reduced]);

    const question = {
      network,
      x,
      scalar: scalarOf(network, { kind: 'class', index, as: 'probability' }),
    };
    const counts = deletedShares.map((share) => Math.round(share * h * w));
    const ends = await deletionCurve(
      { network, x, scalar },
      { order: fromTheLargest(map), counts: [0, h * w] },
      part(0.5, 0.5),
    );
    const orders = [
      fromTheLargest(map),
      ...Array.from({ length: random }, (_, i) => randomOrder(h * w, seed + i)),
    ];
    const curves: number[][] = [];
    for (const [i, order] of orders.entries()) {
      const [from, to] = [i, i + 1].map((done) => 0.5 + (0.5 * done) / orders.length);
      const curve = await deletionCurve(question, { order, counts }, part(from ?? 0, to ?? 1));
      if (!curve) return null;
      curves.push(curve);
    }
    if (!ends) return null;
    const [curve = [], ...randomCurves] = curves;
    return {
      probabilities,
      map,
      signed,
      curve,
      area: areaUnder(curve, deletedShares),
      randomCurves,
      randomAreas: randomCurves.map((one) => areaUnder(one, deletedShares)),
      sum: map.reduce((sum, value) => sum + value, 0),
      scores: { picture: ends[0] ?? Number.NaN, grey: ends[1] ?? Number.NaN },
    };
  } finally {
    x.dispose();
  }
}
