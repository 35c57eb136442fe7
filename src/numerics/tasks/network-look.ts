import { dispose, softmax, sum, tidy } from '@tensorflow/tfjs-core';

import { preprocess } from '../network/images.ts';
import { layerViews } from '../network/layerViews.ts';
import { places } from '../network/network.ts';
import { networkOf } from '../network/networkOf.ts';
import { activationAt, run } from '../network/run.ts';
import { scalarGradient } from '../network/scalarGradient.ts';
import { unit } from '../network/scalars.ts';
import { pixelsSeen } from '../receptiveField.ts';
import type { ModelContext } from './context.ts';

/** A picture of the network's size, RGB from 0 to 255, row by row; a unit of one of its layers. */
export interface LookInput {
  pixels: ArrayLike<number>;
  layer: string;
  channel: number;
  /** Where in the layer's maps; 0 and 0 for a layer that has only one value a channel. */
  row: number;
  column: number;
}

export interface LookOutput {
  /** What the network gives each class. */
  probabilities: number[];
  /** The layer's values [H,W,C], after its ReLU if it has one; H = W = 1 for a vector. */
  maps: Float32Array;
  height: number;
  width: number;
  channels: number;
  /** The unit's value: z, before the ReLU if its layer has one. */
  value: number;
  /** Whether a ReLU follows z. */
  rectified: boolean;
  /** ∂z/∂x, its three colours added: one number a pixel. x runs from −1 to 1. */
  gradient: Float32Array;
  /** The pixels that the unit sees; ends not included. */
  rows: [number, number];
  columns: [number, number];
}

/** What the book's network makes of a picture, and what one of its units sees and wants there. */
export default async function look(input: LookInput, context: ModelContext): Promise<LookOutput> {
  const model = await context.loadModel('base', (fraction) => context.progress(fraction));
  const { layers, input: expected } = model.manifest;
  const [h, w] = expected.shape;
  const network = networkOf(model);
  const { layer, channel, row, column } = input;
  const rectified = places(network).includes(`${layer}.pre`);

  const found = tidy(() => {
    const x = preprocess(model.manifest, input.pixels, [h, w]);
    const activations = run(network, x);
    const maps = activationAt(activations, layer);
    const index = maps.rank === 2 ? [channel] : [row, column, channel];
    const scalar = unit(rectified ? `${layer}.pre` : layer, index);
    const { value, signal } = scalarGradient(network, x, scalar);
    const logits = activationAt(activations, layers.at(-1)?.name ?? layer);
    return { maps, value, gradient: sum(signal, 3), probabilities: softmax(logits) };
  });
  const [maps, value, gradient, probabilities] = await Promise.all([
    found.maps.data(),
    found.value.data(),
    found.gradient.data(),
    found.probabilities.data(),
  ]);
  dispose(found);

  const [, ...shape] = found.maps.shape;
  const [height, width, channels] = shape.length === 1 ? [1, 1, ...shape] : shape;
  const view = layerViews(layers, [h, w])[layer];
  const seen = view && pixelsSeen(view, [row, column], [h, w]);
  return {
    probabilities: [...probabilities],
    maps: Float32Array.from(maps),
    height: height ?? 1,
    width: width ?? 1,
    channels: channels ?? 1,
    value: value[0] ?? Number.NaN,
    rectified,
    gradient: Float32Array.from(gradient),
    rows: seen?.rows ?? [0, h],
    columns: seen?.columns ?? [0, w],
  };
}
