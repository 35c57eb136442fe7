import { tensor4d, type Tensor4D } from '@tensorflow/tfjs-core';

import { startValues, type Start } from './startValues.ts';

export type { Start };

/** The first image of a climb, [1,H,W,C]: see `startValues`. */
export function startImage(
  start: Start,
  [h, w, c]: readonly [height: number, width: number, channels: number],
): Tensor4D {
  return tensor4d(startValues(start, [h, w, c]), [1, h, w, c]);
}
