import {
  reshape,
  square,
  sum,
  tensor4d,
  tidy,
  type Tensor1D,
  type Tensor4D,
} from '@tensorflow/tfjs-core';

import { backward } from './backward.ts';
import type { Network } from './network.ts';
import { activationAt, run } from './run.ts';

/**
 * How strongly the units at one place of a layer's maps depend on each pixel, for images x
 * [N,H,W,3]: Σ over channels and colours of (∂z/∂x)², summed over the images → [H·W]. One way back
 * does for all channels: each is given a random sign (from `random`), so that the mixed products
 * cancel on average over many images. `place` has maps; `position` is [row, column].
 */
export function sensitivityEnergy(
  network: Network,
  x: Tensor4D,
  place: string,
  [row, column]: readonly [number, number],
  random: () => number,
): Tensor1D {
  return tidy(() => {
    const activations = run(network, x, { to: place });
    const [n, h, w, c] = activationAt(activations, place).shape as Tensor4D['shape'];
    const signs = new Float32Array(n * h * w * c);
    for (let image = 0; image < n; image++) {
      const at = ((image * h + row) * w + column) * c;
      for (let channel = 0; channel < c; channel++) signs[at + channel] = random() < 0.5 ? -1 : 1;
    }
    const signal = backward(network, activations, { place, signal: tensor4d(signs, [n, h, w, c]) });
    return reshape(sum(square(signal), [0, 3]), [-1]) as Tensor1D;
  });
}
