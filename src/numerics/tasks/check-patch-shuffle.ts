import { abs, max, mean, sub, tensor4d, tidy, type Tensor } from '@tensorflow/tfjs-core';

import { shuffleTiles, tilesOf } from '../conflict/shuffleTiles.ts';
import { disposeNetwork } from '../network/network.ts';
import { stepForward } from '../network/step.ts';
import { valuesAt } from '../network/run.ts';
import { normal } from '../normal.ts';
import { mulberry32 } from '../random.ts';
import { smallNetwork } from '../training/smallNetwork.ts';
import type { CheckResult } from './context.ts';

const [SIDE, CHANNELS, TILES] = [16, 3, 4];

/**
 * A random network looks at each tile of a random picture alone, and the logits are averaged: the
 * same in any order of the tiles, and the same if the features are averaged first.
 */
export default async function check({ seed }: { seed: number }): Promise<CheckResult> {
  const draw = normal(mulberry32(seed));
  const picture = Float32Array.from({ length: SIDE * SIDE * CHANNELS }, draw);
  const square = { side: SIDE, channels: CHANNELS };
  const network = smallNetwork({ widths: [6, 8], classes: 4 }, seed);
  const dense = network.steps.at(-1);
  const tile = SIDE / TILES;
  const batchOf = (from: Float32Array) => {
    const tiles = tilesOf(from, square, TILES);
    const values = new Float32Array(from.length);
    tiles.forEach((one, i) => values.set(one, i * one.length));
    return tensor4d(values, [tiles.length, tile, tile, CHANNELS]);
  };
  const other = shuffleTiles(picture, square, TILES, seed);
  const tiles = tilesOf(picture, square, TILES);
  const stayed = tilesOf(other, square, TILES).filter((one, i) => one[0] === tiles[i]?.[0]);
  const [moved, swapped] = tidy(() => {
    const own = batchOf(picture);
    const bag = mean<Tensor>(valuesAt(network, own), 0, true);
    const shuffled = batchOf(other);
    const features = mean<Tensor>(valuesAt(network, own, 'average'), 0, true);
    const difference = (logits: Tensor) => max(abs(sub(bag, logits)));
    const read = dense ? stepForward(dense, features) : features;
    return [difference(mean(valuesAt(network, shuffled), 0, true)), difference(read)];
  });
  const [order = Number.NaN] = await moved.data();
  const [linear = Number.NaN] = await swapped.data();
  moved.dispose();
  swapped.dispose();
  disposeNetwork(network);
  return {
    statement: `${TILES}×${TILES} tiles of ${tile}×${tile} pixels, four classes`,
    rows: [
      { label: 'tiles that shuffling left in place', value: stayed.length, tolerance: 8 },
      { label: 'logits of the bag, before and after shuffling', value: order, tolerance: 1e-5 },
      { label: 'mean of the logits, and logits of the mean', value: linear, tolerance: 1e-5 },
    ],
  };
}
