import { sum, type Tensor1D, type Tensor4D } from '@tensorflow/tfjs-core';

/**
 * ∂L/∂b = Σ G over batch and positions: every output of a channel adds the same bias once.
 * upstreamGradient G [N,H',W',Cout] → [Cout]. Chapter conv-kernel-gradient.
 */
export function biasGradient(upstreamGradient: Tensor4D): Tensor1D {
  return sum<Tensor1D>(upstreamGradient, [0, 1, 2]);
}
