import { tidy, type Tensor, type Tensor1D, type Tensor4D } from '@tensorflow/tfjs-core';

import { backward } from './backward.ts';
import type { Network } from './network.ts';
import { activationAt, run } from './run.ts';
import type { Scalar } from './scalars.ts';
import type { BackwardRules } from './step.ts';

/**
 * s and ∂s/∂(values at `to`, by default the input) for images x [N,H,W,3], preprocessed: one way
 * there and one back. With other rules `signal` is deconvnet's or guided backpropagation's.
 */
export function scalarGradient(
  network: Network,
  x: Tensor4D,
  scalar: Scalar,
  options: { to?: string; rules?: Partial<BackwardRules> } = {},
): { value: Tensor1D; signal: Tensor } {
  return tidy(() => {
    const activations = run(network, x, {
      to: scalar.place,
      pre: options.to?.endsWith('.pre') ?? false,
    });
    const values = activationAt(activations, scalar.place);
    const seed = { place: scalar.place, signal: scalar.derivative(values) };
    const signal = backward(network, activations, seed, options);
    return { value: scalar.value(values), signal };
  });
}
