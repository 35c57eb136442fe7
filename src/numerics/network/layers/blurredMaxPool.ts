import { avgPool, concat, maxPool, slice, tidy, type Tensor4D } from '@tensorflow/tfjs-core';

import { padCircularly } from './circularPadding.ts';

/**
 * Max pooling in its three parts, with a blur before the last (Zhang 2019, MaxBlurPool with the
 * filter (1,2,1)/4): the maximum of a 2×2 window at every place, the blur, then every second place.
 */
export interface BlurredMaxPool {
  readonly type: 'blurredMaxPool';
  /** Whether the maps are joined at their sides; otherwise the blur mirrors them at the border. */
  readonly circular: boolean;
}

/** One row below and one column to the right; one row above and one column to the left. */
const AFTER = { pads: { top: 0, left: 0, bottom: 1, right: 1 } };
const BEFORE = { pads: { top: 1, left: 1, bottom: 0, right: 0 } };

/** x [N,H,W,C] → [N,⌊H/2⌋,⌊W/2⌋,C]. */
export function blurredMaxPool({ circular }: BlurredMaxPool, x: Tensor4D): Tensor4D {
  return tidy(() => {
    // 'same': at the last row and column the window is cut.
    const dense = circular
      ? maxPool(padCircularly(AFTER, x), 2, 1, 'valid')
      : maxPool(x, 2, 1, 'same');
    const from = circular ? padCircularly(BEFORE, dense) : mirroredInFront(dense);
    // (1,2,1)/4 is a mean of two neighbours, taken twice;
    // the second time at every second place.
    const once = avgPool(from, 2, 1, 'valid');
    return avgPool(once, 2, 2, 'valid');
  });
}

/** One more row above and one more column to the left: copies of the second ones. */
function mirroredInFront(x: Tensor4D): Tensor4D {
  const [n, h, w, c] = x.shape;
  const taller: Tensor4D = concat([slice(x, [0, 1, 0, 0], [n, 1, w, c]), x], 1);
  return concat([slice(taller, [0, 0, 1, 0], [n, h + 1, 1, c]), taller], 2);
}
