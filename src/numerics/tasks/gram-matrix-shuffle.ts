import {
  dispose,
  gather,
  reshape,
  tensor4d,
  tidy,
  type Tensor2D,
  type Tensor4D,
} from '@tensorflow/tfjs-core';

import { squareOf, type ReaderPixels } from '../images/squareOf.ts';
import { networkOf } from '../network/networkOf.ts';
import { valuesAt } from '../network/run.ts';
import { randomOrder } from '../random.ts';
import { meanGramMatrix } from '../style/gramMatrix.ts';
import type { ModelContext } from './context.ts';

/** Where the features are taken: the three colours of the pixels, or the maps of a convolution. */
export const shufflePlaces = ['input', 'conv1', 'conv2'] as const;

/** What is put in another order: nothing, the positions of all maps alike, or the image's pixels. */
export const shuffles = ['none', 'features', 'pixels'] as const;

export interface ShuffleInput {
  picture: ReaderPixels;
  /** Pixels of a side that the picture is made first. */
  side: number;
  place: (typeof shufflePlaces)[number];
  shuffle: (typeof shuffles)[number];
  seed: number;
  centred: boolean;
  /** The channel whose map is to be seen. */
  channel: number;
}

export interface ShuffleOutput {
  /** Number of channels. */
  n: number;
  /** G/M, row by row, after the shuffle. */
  gram: Float32Array;
  /** Largest |G′ − G| of an entry, as a share of the largest |G|. */
  difference: number;
  /** The channel's map, before and after. */
  maps: { before: Float32Array; after: Float32Array; height: number; width: number };
}

/** The Gram matrix of a picture's features, before and after a shuffle. */
export default async function shuffleTask(
  { picture, side, place, shuffle, seed, centred, channel }: ShuffleInput,
  context: ModelContext,
): Promise<ShuffleOutput> {
  const network = networkOf(await context.loadModel('base'));
  const { pixels } = squareOf(picture, side);
  const found = tidy(() => {
    const x = tensor4d(
      Float32Array.from(pixels, (value) => value / 127.5 - 1),
      [1, side, side, 3],
    );
    const before = valuesAt(network, x, place) as Tensor4D;
    const after =
      shuffle === 'none'
        ? before
        : shuffle === 'features'
          ? shuffled(before, seed)
          : (valuesAt(network, shuffled(x, seed), place) as Tensor4D);
    const [g, other] = [before, after].map((maps) => meanGramMatrix(maps, { centred }));
    return { before: before.clone(), after: after.clone(), g, other };
  });
  const { before, after, g, other } = found;
  const [, height, width, n] = before.shape;
  const [was, is] = [
    Float32Array.from((await g?.data()) ?? []),
    Float32Array.from((await other?.data()) ?? []),
  ];
  const mapOf = async (maps: Tensor4D) => {
    const values = await maps.data();
    return Float32Array.from({ length: height * width }, (_, k) => values[k * n + channel] ?? 0);
  };
  const maps = { before: await mapOf(before), after: await mapOf(after), height, width };
  dispose(found);
  const largest = was.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  const apart = is.reduce((most, value, i) => Math.max(most, Math.abs(value - (was[i] ?? 0))), 0);
  return { n, gram: is, difference: apart / largest, maps };
}

/** The same columns of features in another order. */
function shuffled(maps: Tensor4D, seed: number): Tensor4D {
  const [, height, width, n] = maps.shape;
  const columns: Tensor2D = reshape(maps, [height * width, n]);
  return reshape(gather(columns, [...randomOrder(height * width, seed)]), maps.shape);
}
