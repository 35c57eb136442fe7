import { dispose, softmax, tidy, type Tensor } from '@tensorflow/tfjs-core';

import { channelSum } from '../attribution/pixelMaps.ts';
import { cosineSimilarity } from '../cosineSimilarity.ts';
import { backwardTo } from '../network/backward.ts';
import { preprocess } from '../network/images.ts';
import type { ReluRule } from '../network/layers/relu.ts';
import { INPUT, lastPlace } from '../network/network.ts';
import { networkOf } from '../network/networkOf.ts';
import { activationAt, run } from '../network/run.ts';
import { logit } from '../network/scalars.ts';
import type { ModelContext } from './context.ts';

/** A picture, RGB from 0 to 255, and two classes that are asked about it. */
export interface QuestionsInput {
  pixels: ArrayLike<number>;
  height: number;
  width: number;
  classes: readonly [number, number];
  /** Whether max pooling remembers where its maxima were. */
  switches: 'own' | 'forgotten';
}

/** The two maps of one rule. */
export interface QuestionedRule {
  rule: ReluRule;
  /** A map for each class: the sum of the three colours' signals, [H·W]. */
  maps: [Float32Array, Float32Array];
  /** Cosine of the two classes' signals at each of `questionStops`. */
  cosines: number[];
}

export interface QuestionsOutput {
  probabilities: number[];
  rules: QuestionedRule[];
}

/** In the order in which they are drawn. */
export const questionedRules = ['gradient', 'deconvnet', 'guided'] as const;

/** Where the signals are compared: before the first gate, behind each of the five, and at the picture. */
export const questionStops = [
  'conv5',
  'conv5.pre',
  'conv4.pre',
  'conv3.pre',
  'conv2.pre',
  'conv1.pre',
  INPUT,
] as const;

/** One picture, two classes, three rules: how alike are the two answers on their way back? */
export default async function questions(
  { pixels, height, width, classes, switches }: QuestionsInput,
  context: ModelContext,
): Promise<QuestionsOutput> {
  const model = await context.loadModel('base', (fraction) => context.progress(0.8 * fraction));
  const network = networkOf(model);
  const x = preprocess(model.manifest, pixels, [height, width]);
  const place = lastPlace(network);
  const found = tidy(() => {
    const activations = run(network, x, { pre: true });
    const logits = activationAt(activations, place);
    const back = (relu: ReluRule, index: number) => {
      const signal = logit(place, index).derivative(logits);
      return backwardTo(network, activations, { place, signal }, questionStops, { relu, switches });
    };
    return {
      probabilities: softmax(logits),
      rules: questionedRules.map((rule) => classes.map((index) => back(rule, index))),
    };
  });
  const probabilities = [...(await found.probabilities.data())];
  const rules = await Promise.all(
    found.rules.map(async (signals, i): Promise<QuestionedRule> => {
      const valuesAt = (stop: string) =>
        Promise.all(signals.map((signal) => activationAt(signal, stop).data()));
      const cosines: number[] = [];
      for (const stop of questionStops) {
        const [a = [], b = []] = await valuesAt(stop);
        cosines.push(cosineSimilarity(a, b));
      }
      const [a, b] = await Promise.all(signals.map((signal) => mapOf(activationAt(signal, INPUT))));
      const maps: QuestionedRule['maps'] = [a ?? new Float32Array(), b ?? new Float32Array()];
      return {
        rule: questionedRules[i] ?? 'gradient',
        maps,
        cosines,
      };
    }),
  );
  dispose([x, found.probabilities]);
  dispose(found.rules.flat().flatMap((signal) => Object.values(signal)));
  return { probabilities, rules };
}

async function mapOf(signal: Tensor): Promise<Float32Array> {
  const sum = channelSum(signal as Parameters<typeof channelSum>[0]);
  const values = Float32Array.from(await sum.data());
  sum.dispose();
  return values;
}
