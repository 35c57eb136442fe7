import { tidy, type Tensor1D, type Tensor4D } from '@tensorflow/tfjs-core';

import type { Network } from './network.ts';
import { valuesAt } from './run.ts';
import type { Scalar } from './scalars.ts';

/** s for each of the images x [N,H,W,3], preprocessed: [N], by a forward pass as far as its place. */
export function scalarValue(network: Network, x: Tensor4D, scalar: Scalar): Tensor1D {
  return tidy(() => scalar.value(valuesAt(network, x, scalar.place)));
}
