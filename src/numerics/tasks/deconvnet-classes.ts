import { concat, dispose, slice, softmax, tidy, type Tensor } from '@tensorflow/tfjs-core';

import { edgeStrength } from '../attribution/edges.ts';
import { rankCorrelation } from '../attribution/rankCorrelation.ts';
import { cosineSimilarity } from '../cosineSimilarity.ts';
import { backwardTo } from '../network/backward.ts';
import { preprocess } from '../network/images.ts';
import type { ReluRule } from '../network/layers/relu.ts';
import { INPUT, lastPlace } from '../network/network.ts';
import { networkOf } from '../network/networkOf.ts';
import { activationAt, run } from '../network/run.ts';
import { logit } from '../network/scalars.ts';
import { reluRules } from '../reluRules.ts';
import type { ModelContext } from './context.ts';

/** One picture of the network's size, RGB from 0 to 255, and two of its classes. */
export interface ClassesInput {
  pixels: ArrayLike<number>;
  classes: readonly [number, number];
  switches: 'own' | 'forgotten';
}

/** Both classes' signals under one rule. */
export interface RuleMaps {
  relu: ReluRule;
  /** What arrives at the image, [H,W,3], for each class. */
  signals: [Float32Array, Float32Array];
  /** Spearman's ρ of the first map's magnitudes (the colours' sum) with the picture's edges. */
  edges: number;
  /** Cosine of the two classes' signals at each of `stations`; not a number where one is zero. */
  cosines: number[];
}

export interface ClassesOutput {
  probabilities: number[];
  rules: RuleMaps[];
}

/**
 * Where the two signals are compared on their way down: after each way back through a convolution,
 * so before the next gate; `conv5` is the start, the last is the image.
 */
export const stations = ['conv5', 'conv4', 'conv3', 'conv2', 'conv1', INPUT] as const;

/** Two class scores of one picture sent back by the three rules: how soon are they the same signal? */
export default async function classes(
  { pixels, classes, switches }: ClassesInput,
  context: ModelContext,
): Promise<ClassesOutput> {
  const model = await context.loadModel('base', (fraction) => context.progress(0.8 * fraction));
  const network = networkOf(model);
  const [h, w] = model.manifest.input.shape;
  const place = lastPlace(network);
  const x = preprocess(model.manifest, pixels, [h, w]);
  const found = tidy(() => {
    // The picture twice, one class for each.
    const activations = run(network, concat([x, x], 0));
    const logits = activationAt(activations, place);
    const signal = logit(place, classes).derivative(logits);
    return {
      probabilities: slice(softmax(logits), [0, 0], [1, -1]),
      rules: reluRules.map((relu) => ({
        relu,
        at: backwardTo(network, activations, { place, signal }, [...stations], {
          relu,
          switches,
        }),
      })),
    };
  });
  const halves = async (signal: Tensor): Promise<[Float32Array, Float32Array]> => {
    const both = await signal.data();
    const half = both.length / 2;
    return [Float32Array.from(both.subarray(0, half)), Float32Array.from(both.subarray(half))];
  };
  const edges = edgeStrength(await x.data(), [h, w, 3]);
  const rules: RuleMaps[] = [];
  for (const { relu, at } of found.rules) {
    const pairs = await Promise.all(stations.map((name) => halves(activationAt(at, name))));
    const signals = pairs.at(-1) ?? [new Float32Array(), new Float32Array()];
    rules.push({
      relu,
      signals,
      edges: rankCorrelation(colourSums(signals[0]).map(Math.abs), edges),
      cosines: pairs.map(([first, second]) => cosineSimilarity(first, second)),
    });
  }
  const probabilities = [...(await found.probabilities.data())];
  dispose([x, found.probabilities, ...found.rules.flatMap(({ at }) => Object.values(at))]);
  return { probabilities, rules };
}

/** The sum over a pixel's three colours. */
function colourSums(signal: Float32Array): Float32Array {
  return Float32Array.from(
    { length: signal.length / 3 },
    (_, i) => (signal[3 * i] ?? 0) + (signal[3 * i + 1] ?? 0) + (signal[3 * i + 2] ?? 0),
  );
}
