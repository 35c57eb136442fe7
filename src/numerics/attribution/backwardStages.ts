import { abs, reshape, sum, tidy, type Tensor, type Tensor1D } from '@tensorflow/tfjs-core';

import { backwardTo } from '../network/backward.ts';
import { INPUT, type Network } from '../network/network.ts';
import { activationAt, type Activations } from '../network/run.ts';
import type { Scalar } from '../network/scalars.ts';

/** The signal of one unit at one place on its way back. */
export interface BackwardStage {
  place: string;
  /** Σ over channels of |∂s/∂values|, one number a position [H·W]. */
  strength: Tensor1D;
}

/**
 * The gradient of a unit on its way back to the pixels (chapter activation-gradient-steps): for each
 * of `stops`, from the unit's own place down, what has arrived there, and `gradient`, the signal at
 * the input, ∂s/∂x [1,H,W,3]. `activations` come from a run of one image as far as the unit.
 */
export function backwardStages(
  network: Network,
  activations: Activations,
  scalar: Scalar,
  stops: readonly string[],
): { stages: BackwardStage[]; gradient: Tensor } {
  return tidy(() => {
    const values = activationAt(activations, scalar.place);
    const seed = { place: scalar.place, signal: scalar.derivative(values) };
    const signals = backwardTo(network, activations, seed, [...new Set([...stops, INPUT])]);
    const stages = stops.map((place) => {
      const signal = activationAt(signals, place);
      const strength: Tensor1D = reshape(sum(abs(signal), -1), [-1]);
      return { place, strength };
    });
    return { stages, gradient: activationAt(signals, INPUT) };
  });
}
