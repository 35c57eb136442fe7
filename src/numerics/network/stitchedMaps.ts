import { concat, tensor4d, tidy, type Tensor4D } from '@tensorflow/tfjs-core';

import { translate } from '../images/translate.ts';
import type { Network } from './network.ts';
import { valuesAt } from './run.ts';

/** Maps on a finer grid: [height, width, channels]. */
export interface StitchedMaps {
  values: Float32Array;
  height: number;
  width: number;
  channels: number;
}

/**
 * What the units of a layer with jump j say at *every* pixel, not at every j-th: the picture x
 * [1,H,W,C] is moved up and to the left by 0 to j − 1 pixels (mirrored where it ends), all j² are
 * run, and their maps are laid into one another. n units a side become (n − 1) j + 1; every j-th of
 * them is what the layer gives for x itself. "Shift and stitch" in Long, Shelhamer & Darrell, 2015.
 */
export async function stitchedMaps(
  network: Network,
  x: Tensor4D,
  place: string,
  jump: number,
): Promise<StitchedMaps> {
  const [, h, w, c] = x.shape;
  const pixels = await x.data();
  const maps = tidy(() => {
    const moved = Array.from({ length: jump * jump }, (_, i) => {
      const shift = { down: -Math.floor(i / jump), right: -(i % jump) };
      return tensor4d(translate(pixels, [h, w, c], shift, 'mirror'), [1, h, w, c]);
    });
    return valuesAt(network, concat(moved), place) as Tensor4D;
  });
  const [, rows, columns, channels] = maps.shape;
  const values = await maps.data();
  maps.dispose();

  const [height, width] = [(rows - 1) * jump + 1, (columns - 1) * jump + 1];
  const stitched = new Float32Array(height * width * channels);
  for (let row = 0; row < height; row++) {
    for (let column = 0; column < width; column++) {
      const shift = (row % jump) * jump + (column % jump);
      const [u, v] = [Math.floor(row / jump), Math.floor(column / jump)];
      const from = ((shift * rows + u) * columns + v) * channels;
      stitched.set(values.subarray(from, from + channels), (row * width + column) * channels);
    }
  }
  return { values: stitched, height, width, channels };
}
