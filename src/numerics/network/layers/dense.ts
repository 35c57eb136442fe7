import { add, matMul, tidy, type Tensor1D, type Tensor2D } from '@tensorflow/tfjs-core';

/** z = x W + b. Kernel W [inputs, outputs], bias [outputs]. */
export interface Dense {
  readonly type: 'dense';
  readonly kernel: Tensor2D;
  readonly bias: Tensor1D;
}

/** x [N, inputs] → z [N, outputs]. */
export function applyDense({ kernel, bias }: Dense, x: Tensor2D): Tensor2D {
  return tidy(() => add(matMul<Tensor2D>(x, kernel), bias));
}

/** ∂s/∂x = G Wᵀ: G [N, outputs] → [N, inputs]. */
export function denseBackward({ kernel }: Dense, upstreamGradient: Tensor2D): Tensor2D {
  return matMul(upstreamGradient, kernel, false, true);
}
