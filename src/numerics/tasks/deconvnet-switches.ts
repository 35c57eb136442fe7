import { concat, dispose, slice, tidy, type Tensor } from '@tensorflow/tfjs-core';

import { cosineSimilarity } from '../cosineSimilarity.ts';
import { backward } from '../network/backward.ts';
import { preprocess } from '../network/images.ts';
import type { ReluRule } from '../network/layers/relu.ts';
import { networkOf } from '../network/networkOf.ts';
import { activationAt, run, type Activations } from '../network/run.ts';
import { unit } from '../network/scalars.ts';
import type { BackwardRules } from '../network/step.ts';
import type { ModelContext } from './context.ts';

/** Whose switches the way back takes, in the order in which they are shown. */
export const switchSources = ['own', 'exchanged', 'forgotten'] as const;

export type SwitchSource = (typeof switchSources)[number];

/** Two pictures of the network's size, RGB from 0 to 255, and one unit of a layer or one class. */
export interface SwitchesInput {
  /** One picture after the other. */
  pixels: ArrayLike<number>;
  /** A convolution, or `logits`: then the channel is the class. */
  layer: string;
  channel: number;
  /** Where the unit stands; null: where this channel is strongest in the first picture. */
  at: { row: number; column: number } | null;
  relu: ReluRule;
}

/** One signal that has arrived at the image. */
export interface SwitchedMap {
  /** [H,W,3]. */
  signal: Float32Array;
  /** Cosine with the first and with the second picture's map by its own switches; null for zeros. */
  likeness: [number | null, number | null];
}

export interface SwitchesOutput {
  at: { row: number; column: number };
  /** Rows and columns of the layer; 1 and 1 for classes. */
  size: [number, number];
  /** What the unit gives for each picture. */
  values: [number, number];
  /** By whose switches, then by picture. */
  maps: Record<SwitchSource, [SwitchedMap, SwitchedMap]>;
}

/**
 * The same unit, with the same signal 1 at it, sent back for two pictures: by each picture's own
 * max-pool switches, by the other picture's, and with the switches forgotten.
 */
export default async function switches(
  { pixels, layer, channel, at, relu }: SwitchesInput,
  context: ModelContext,
): Promise<SwitchesOutput> {
  const model = await context.loadModel('base', (fraction) => context.progress(0.8 * fraction));
  const network = networkOf(model);
  const [h, w] = model.manifest.input.shape;
  const x = preprocess(model.manifest, pixels, [h, w]);
  const activations = tidy(() => run(network, x, { to: layer }));
  try {
    const values = activationAt(activations, layer);
    const [, rows = 1, columns = 1, channels = 1] =
      values.rank === 4 ? values.shape : [2, 1, 1, values.shape[1] ?? 1];
    const numbers = await values.data();
    const valueAt = (picture: number, place: number) =>
      numbers[(picture * rows * columns + place) * channels + channel] ?? Number.NaN;
    let place = 0;
    if (at) place = at.row * columns + at.column;
    else for (let i = 1; i < rows * columns; i++) if (valueAt(0, i) > valueAt(0, place)) place = i;

    const [row, column] = [Math.floor(place / columns), place % columns];

    const found = tidy(() => {
      const seed = unit(layer, values.rank === 4 ? [row, column, channel] : [channel]);
      const signal = seed.derivative(values);
      const exchanged = withPicturesExchanged(activations);
      const back = (rules: BackwardRules['switches']) =>
        backward(
          network,
          activations,
          { place: layer, signal },
          { rules: { relu, switches: rules } },
        );
      return {
        own: back('own'),
        exchanged: back(exchanged),
        forgotten: back('forgotten'),
      };
    });
    const read = async (signal: Tensor): Promise<[Float32Array, Float32Array]> => {
      const both = await signal.data();
      const half = both.length / 2;
      return [Float32Array.from(both.subarray(0, half)), Float32Array.from(both.subarray(half))];
    };
    const signals = {
      own: await read(found.own),
      exchanged: await read(found.exchanged),
      forgotten: await read(found.forgotten),
    };
    dispose(found);
    const compared = (signal: Float32Array): SwitchedMap => ({
      signal,
      likeness: [likeness(signal, signals.own[0]), likeness(signal, signals.own[1])],
    });
    const pair = ([first, second]: [Float32Array, Float32Array]): [SwitchedMap, SwitchedMap] => [
      compared(first),
      compared(second),
    ];
    return {
      at: { row, column },
      size: [rows, columns],
      values: [valueAt(0, place), valueAt(1, place)],
      maps: {
        own: pair(signals.own),
        exchanged: pair(signals.exchanged),
        forgotten: pair(signals.forgotten),
      },
    };
  } finally {
    dispose([x, ...Object.values(activations)]);
  }
}

/** The values of a run of two pictures as if the second had come first. */
function withPicturesExchanged(activations: Activations): Activations {
  return Object.fromEntries(
    Object.entries(activations).map(([place, values]) => {
      const rest = values.shape.slice(1);
      const picture = (i: number) => slice(values, [i, ...rest.map(() => 0)], [1, ...rest]);
      return [place, concat([picture(1), picture(0)], 0)];
    }),
  );
}

function likeness(a: Float32Array, b: Float32Array): number | null {
  const cosine = cosineSimilarity(a, b);
  return Number.isNaN(cosine) ? null : cosine;
}
