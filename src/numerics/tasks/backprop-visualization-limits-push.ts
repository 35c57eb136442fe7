import { dispose } from '@tensorflow/tfjs-core';

import type { MethodRequest } from '../attribution/methods.ts';
import { backwardSignal } from '../attribution/gradient.ts';
import { channelSum } from '../attribution/pixelMaps.ts';
import { pixelSets, setNames, sizeOf, type SetName } from '../attribution/pixelSets.ts';
import { prepareMethod } from '../attribution/prepareMethod.ts';
import type { PushMethod } from '../attribution/pushMethods.ts';
import { foretold, pushed } from '../attribution/push.ts';
import { scalarOf } from '../attribution/target.ts';
import { preprocess } from '../network/images.ts';
import { networkOf } from '../network/networkOf.ts';
import { valuesAt } from '../network/run.ts';
import { partOf, type ModelContext } from './context.ts';

/** One picture of the network's size, RGB from 0 to 255, a class of it, and the map whose signs choose. */
export interface PushInput {
  pixels: ArrayLike<number>;
  index: number;
  /** Default: the book's network. */
  network?: string;
  method: MethodRequest & { id: PushMethod };
  /** By how many grey levels the pixels of a set become brighter. */
  levels: readonly number[];
  /** Of the random set. */
  seed: number;
}

/** A set of pixels, what is foretold when all of them become one grey level brighter, and what comes. */
export interface PushedSet {
  id: SetName;
  pixels: number;
  /** The sum of the gradient over the set: Taylor's prediction for one grey level. */
  slope: number;
  /** The sum of the map over the set; the same if the map is the gradient. */
  claim: number;
  /** S_c after the push, for each of the levels. */
  scores: number[];
  /** p_c after the push, for each of the levels. */
  chances: number[];
}

export interface PushOutput {
  probabilities: number[];
  /** S_c of the picture as it is. */
  score: number;
  /** [H,W], row by row: for each pixel the map per grey level, its three colours summed. */
  map: Float32Array;
  sets: PushedSet[];
}

/**
 * Makes the pixels brighter where a map is positive, where it is negative, at random places or
 * everywhere, and compares the score with what the gradient foretells. null when the reader has
 * cancelled.
 */
export default async function push(
  { pixels, index, network: name = 'base', method, levels, seed }: PushInput,
  context: ModelContext,
): Promise<PushOutput | null> {
  const model = await context.loadModel(name, (fraction) => context.progress(0.2 * fraction));
  const network = networkOf(model);
  const { shape, preprocessing } = model.manifest.input;
  const [h, w] = shape;
  const perLevel = 1 / preprocessing.divideBy;
  const x = preprocess(model.manifest, pixels, [h, w]);
  const target = { kind: 'class', index, as: 'score' } as const;
  const question = { network, x, scalar: scalarOf(network, target) };
  try {
    const { attribution } = prepareMethod(method, { network, target });
    const found = await attribution(question, partOf(context, 0.2, 0.3));
    if (!found) return null;
    const signals = [backwardSignal(question), found];
    const [slopes = new Float32Array(), map = new Float32Array()] = await Promise.all(
      signals.map(async (signal) => {
        const sum = channelSum(signal);
        const values = Float32Array.from(await sum.data(), (value) => value * perLevel);
        dispose([signal, sum]);
        return values;
      }),
    );
    const answers = async (set: Uint8Array, steps: readonly number[]) => {
      const copies = pushed(
        x,
        set,
        steps.map((step) => step * perLevel),
      );
      const logits = valuesAt(network, copies);
      const values = await logits.data();
      dispose([copies, logits]);
      const classes = values.length / steps.length;
      return steps.map((_, i) => [...values.slice(i * classes, (i + 1) * classes)]);
    };
    const chosen = pixelSets(map, seed);
    const [before = []] = await answers(chosen.all, [0]);
    const sets: PushedSet[] = [];
    for (const id of setNames) {
      if (await context.stopped()) return null;
      const set = chosen[id];
      const logits = await answers(set, levels);
      sets.push({
        id,
        pixels: sizeOf(set),
        slope: foretold(slopes, set, 1),
        claim: foretold(map, set, 1),
        scores: logits.map((all) => all[index] ?? Number.NaN),
        chances: logits.map((all) => softmaxOf(all)[index] ?? Number.NaN),
      });
      context.progress(0.5 + (0.5 * sets.length) / setNames.length);
    }
    return { probabilities: softmaxOf(before), score: before[index] ?? Number.NaN, map, sets };
  } finally {
    x.dispose();
  }
}

function softmaxOf(logits: readonly number[]): number[] {
  const most = Math.max(...logits);
  const powers = logits.map((logit) => Math.exp(logit - most));
  const total = powers.reduce((sum, power) => sum + power, 0);
  return powers.map((power) => power / total);
}
