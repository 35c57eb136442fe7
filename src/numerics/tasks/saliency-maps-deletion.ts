import { concat, dispose, softmax, tidy, zerosLike } from '@tensorflow/tfjs-core';

import { areaUnder, deletionCurve, fromTheLargest } from '../attribution/deletion.ts';
import { deletedShares, type deletionMethods } from '../attribution/deletionPlan.ts';
import type { MethodRequest } from '../attribution/methods.ts';
import { channelSum, largestMagnitude } from '../attribution/pixelMaps.ts';
import { prepareMethod } from '../attribution/prepareMethod.ts';
import { scalarOf } from '../attribution/target.ts';
import { preprocess } from '../network/images.ts';
import { networkOf } from '../network/networkOf.ts';
import { valuesAt } from '../network/run.ts';
import { scalarValue } from '../network/scalarValue.ts';
import { partOf, type ModelContext } from './context.ts';

/** Those whose sign says which way the score goes: their pixels are deleted from the most positive on. */
const attributions: readonly string[] = ['gradientTimesInput', 'integratedGradients'];

/** One picture of the network's size, RGB from 0 to 255; the class; and the method that orders the pixels. */
export interface DeletionInput {
  pixels: ArrayLike<number>;
  index: number;
  method: MethodRequest & { id: (typeof deletionMethods)[number] };
}

export interface DeletionOutput {
  probabilities: number[];
  /** [H,W], row by row. */
  map: Float32Array;
  signed: boolean;
  /** p of the class after each of `deletedShares` has become grey, the map's largest pixels first. */
  curve: number[];
  area: number;
  /** The sum of all attributions: for integrated gradients, close to S(x) − S(grey). */
  sum: number;
  /** S(x) and S(grey). */
  scores: { picture: number; grey: number };
}

/**
 * Deletes the pixels of a picture in the order of a map of its class score; what is watched is p of
 * the class. null when the reader has cancelled.
 */
export default async function deletion(
  { pixels, index, method }: DeletionInput,
  context: ModelContext,
): Promise<DeletionOutput | null> {
  const model = await context.loadModel('base', (fraction) => context.progress(0.2 * fraction));
  const network = networkOf(model);
  const [h, w] = model.manifest.input.shape;
  const x = preprocess(model.manifest, pixels, [h, w]);
  try {
    const target = { kind: 'class', index, as: 'score' } as const;
    const scalar = scalarOf(network, target);
    const { attribution } = prepareMethod(method, { network, target });
    const answer = tidy(() => softmax(valuesAt(network, x)));
    const probabilities = [...(await answer.data())];
    answer.dispose();
    const found = await attribution({ network, x, scalar }, partOf(context, 0.2, 0.3));
    if (!found) return null;
    const signed = attributions.includes(method.id);
    const reduced = signed ? channelSum(found) : largestMagnitude(found);
    const map = Float32Array.from(await reduced.data());
    dispose([found, reduced]);

    const both = tidy(() => scalarValue(network, concat([x, zerosLike(x)]), scalar));
    const [picture = Number.NaN, grey = Number.NaN] = await both.data();
    both.dispose();
    const curve = await deletionCurve(
      { network, x, scalar: scalarOf(network, { ...target, as: 'probability' }) },
      {
        order: fromTheLargest(map),
        counts: deletedShares.map((share) => Math.round(share * h * w)),
      },
      partOf(context, 0.5, 0.5),
    );
    if (!curve) return null;
    return {
      probabilities,
      map,
      signed,
      curve,
      area: areaUnder(curve, deletedShares),
      sum: map.reduce((sum, value) => sum + value, 0),
      scores: { picture, grey },
    };
  } finally {
    x.dispose();
  }
}
