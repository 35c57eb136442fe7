import { dispose, tensor4d } from '@tensorflow/tfjs-core';

import type { Model } from '../network/model.ts';
import { lastPlace } from '../network/network.ts';
import { networkOf } from '../network/networkOf.ts';
import { scalarGradient } from '../network/scalarGradient.ts';
import { logit } from '../network/scalars.ts';
import { pixelDrops, type PixelDrops } from './linearScore.ts';

/** What one backward pass guesses of a picture's pixels. */
export interface FirstOrderGuess extends PixelDrops {
  /** S_label − S_rival of the picture as it is. */
  margin: number;
}

/**
 * The guess that takes the network for a linear one: the margin S_label − S_rival with its gradient
 * for weights, and for each pixel the most that it could lose by that one alone. `pixels` are RGB from 0 to 255.
 */
export async function firstOrderGuess(
  model: Model,
  pixels: ArrayLike<number>,
  [label, rival]: readonly [number, number],
): Promise<FirstOrderGuess> {
  const { shape, preprocessing } = model.manifest.input;
  const { divideBy, add } = preprocessing;
  const network = networkOf(model);
  const one = Float32Array.from(pixels, (value) => value / divideBy + add);
  const both = new Float32Array(2 * one.length);
  both.set(one);
  both.set(one, one.length);
  const x = tensor4d(both, [2, ...shape]);
  // Twice the same picture: the gradient of the one score, and that of the other.
  const { value, signal } = scalarGradient(network, x, logit(lastPlace(network), [label, rival]));
  const [scores, gradients] = await Promise.all([value.data(), signal.data()]);
  dispose([x, value, signal]);
  // Per unit of [0,1], not of what the network takes.
  const weights = Float64Array.from(
    one,
    (_, i) => ((gradients[i] ?? 0) - (gradients[one.length + i] ?? 0)) * (255 / divideBy),
  );
  const picture = Float64Array.from(pixels, (value) => value / 255);
  return { ...pixelDrops(weights, picture), margin: (scores[0] ?? 0) - (scores[1] ?? 0) };
}
