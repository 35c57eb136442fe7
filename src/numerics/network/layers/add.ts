import { add, tidy, type Tensor } from '@tensorflow/tfjs-core';

/** The sum of the values at two or more places: the end of a residual block (He et al. 2016). */
export interface Add {
  readonly type: 'add';
}

/** x₁ + x₂ + …, all of one shape. */
export function sumOf(inputs: readonly Tensor[]): Tensor {
  // Summands are mostly two, and for two `addN` takes far longer than `add` on wasm.
  return tidy(() => inputs.reduce((sum, next) => add(sum, next)));
}

/** Every summand gets the whole signal: ∂(x₁ + x₂)/∂x₁ = 1. */
export function sumBackward(upstream: Tensor, inputs: number): Tensor[] {
  return Array.from({ length: inputs }, () => upstream.clone());
}
