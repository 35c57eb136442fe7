import { dispose, tensor4d } from '@tensorflow/tfjs-core';

import { randomLayerSignals, type RandomLayer } from '../attribution/randomLayer.ts';
import { cosineSimilarity } from '../cosineSimilarity.ts';
import { questionedRules } from './guided-backprop-questions.ts';
import type { ReluRule } from '../network/layers/relu.ts';

/** A picture, RGB from 0 to 255, and the layer of random kernels that it is shown to. */
export interface NobodyInput extends RandomLayer {
  pixels: ArrayLike<number>;
  height: number;
  width: number;
}

/** What a rule sends to the pixels, [H·W·3], and its cosine with the picture, grey being zero. */
export interface NobodyDrawing {
  rule: ReluRule;
  signal: Float32Array;
  cosine: number;
}

/** A picture seen by a layer that has learned nothing, and what each rule draws of it. */
export default async function nobody({
  pixels,
  height,
  width,
  ...layer
}: NobodyInput): Promise<NobodyDrawing[]> {
  const picture = Float32Array.from(pixels, (value) => value / 127.5 - 1);
  const x = tensor4d(picture, [1, height, width, 3]);
  const signals = randomLayerSignals(x, layer, questionedRules);
  const values = await Promise.all(signals.map((signal) => signal.data()));
  const drawings = questionedRules.map((rule, i): NobodyDrawing => {
    const signal = Float32Array.from(values[i] ?? []);
    return { rule, signal, cosine: cosineSimilarity(signal, picture) };
  });
  dispose([x, ...signals]);
  return drawings;
}
