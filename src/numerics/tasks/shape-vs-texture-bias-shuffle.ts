import { mean, softmax, tensor4d, tidy, type Tensor } from '@tensorflow/tfjs-core';

import { inputsOf } from '../conflict/answersOf.ts';
import { shuffleTiles, tilesOf } from '../conflict/shuffleTiles.ts';
import { networkOf } from '../network/networkOf.ts';
import { valuesAt } from '../network/run.ts';
import type { ModelContext } from './context.ts';

/** A picture, RGB from 0 to 255, 32×32; how many tiles a side; and the seed of their order. */
export interface ShuffleInput {
  pixels: Uint8Array;
  tiles: number;
  seed: number;
  /** A name of `public/models`. */
  network: string;
}

/** What the network gives each class, and what it gives as a bag: each tile alone, logits averaged. */
export interface Opinion {
  network: number[];
  bag: number[];
}

export interface ShuffleOutput {
  /** The picture with its tiles shuffled. */
  pixels: Uint8Array;
  before: Opinion;
  after: Opinion;
}

/** Side of the pictures. */
const SIDE = 32;

/** Shuffles a picture's tiles and asks the network before and after, the whole and tile by tile. */
export default async function shuffle(
  { pixels, tiles, seed, network: name }: ShuffleInput,
  context: ModelContext,
): Promise<ShuffleOutput> {
  const network = networkOf(await context.loadModel(name));
  const square = { side: SIDE, channels: 3 };
  const shuffled = shuffleTiles(pixels, square, tiles, seed);
  const size = SIDE / tiles;
  const opinionOn = async (picture: Uint8Array): Promise<Opinion> => {
    const whole = tidy(() =>
      softmax(valuesAt(network, tensor4d(inputsOf([picture]), [1, SIDE, SIDE, 3]))),
    );
    const pieces = inputsOf(tilesOf(picture, square, tiles));
    const bag = tidy(() =>
      softmax(
        mean<Tensor>(valuesAt(network, tensor4d(pieces, [tiles * tiles, size, size, 3])), 0, true),
      ),
    );
    const opinion = { network: [...(await whole.data())], bag: [...(await bag.data())] };
    whole.dispose();
    bag.dispose();
    return opinion;
  };
  return { pixels: shuffled, before: await opinionOn(pixels), after: await opinionOn(shuffled) };
}
