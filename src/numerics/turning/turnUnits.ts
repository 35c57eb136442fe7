import {
  keep,
  matMul,
  reshape,
  tensor2d,
  tidy,
  transpose,
  zeros,
  type Tensor1D,
  type Tensor2D,
  type Tensor4D,
} from '@tensorflow/tfjs-core';

import { changeWeights, type WeightedStep } from '../network/changeWeights.ts';
import { stepsTo, type Network, type Step } from '../network/network.ts';

/** The name of the turned values at a place. */
export const turned = (place: string): string => `${place}.turned`;

/**
 * The same function with other units at `place` (maps with C channels): Q is multiplied to the
 * channels at every position, a' = Qa, and the next step with weights takes a' instead of a, with
 * W' = WQᵀ, so that W'a' = WQᵀQa = Wa. Q is C×C, orthogonal, row by row. Averages may lie in between,
 * since they are linear. Throws where something else does: a ReLU or a maximum does not let Q pass.
 */
export function turnUnits(network: Network, place: string, q: Float32Array): Network {
  const at = stepsTo(network, place);
  const next = network.steps.findIndex((step, i) => i >= at && !isAverage(step));
  const taker = network.steps[next];
  if (!taker || (taker.type !== 'conv' && taker.type !== 'dense')) {
    throw new Error(
      `Expected a convolution or a dense layer after ${place}, to undo a rotation in, found ${taker?.type ?? 'nothing'}.`,
    );
  }
  const copy = changeWeights(network, (step) =>
    step.name === taker.name ? { kernel: turnInputs(step, q), bias: step.bias } : null,
  );
  return { steps: copy.steps.toSpliced(at, 0, byMatrix(turned(place), q)) };
}

/**
 * Another function: Q before the step named `name`, and Qᵀ after it. Where the step is linear in the
 * channels nothing changes; around a ReLU or a maximum everything may.
 */
export function turnAround(network: Network, name: string, q: Float32Array): Network {
  const at = stepsTo(network, name) - 1;
  const n = Math.sqrt(q.length);
  const back = q.map((_, i) => q[(i % n) * n + Math.floor(i / n)] ?? 0);
  const copy = changeWeights(network, () => null);
  return {
    steps: copy.steps
      .toSpliced(at + 1, 0, byMatrix(`${name}.back`, back))
      .toSpliced(at, 0, byMatrix(turned(name), q)),
  };
}

/** Multiplying the channels by a matrix is a convolution of 1×1: kernel entry [j, i] is Q_ij. */
function byMatrix(name: string, q: Float32Array): Step {
  const n = Math.sqrt(q.length);
  const [kernel, bias] = tidy(() => [
    keep(reshape(transpose(tensor2d(q, [n, n])), [1, 1, n, n]) as Tensor4D),
    keep(zeros([n]) as Tensor1D),
  ]);
  return { name, type: 'conv', kernel, bias, stride: 1, padding: 'same' };
}

/** W' = WQᵀ for the weights of a dense layer [C, units] or a convolution [k, k, C, outputs]. */
function turnInputs(step: WeightedStep, q: Float32Array): Tensor2D | Tensor4D {
  const n = Math.sqrt(q.length);
  const matrix = tensor2d(q, [n, n]);
  if (step.type === 'dense') return matMul<Tensor2D>(matrix, step.kernel);
  const [k1 = 1, k2 = 1, , outputs = 1] = step.kernel.shape;
  const inputsFirst = reshape(transpose(step.kernel as Tensor4D, [2, 0, 1, 3]), [n, -1]);
  const product = reshape(matMul(matrix, inputsFirst), [n, k1, k2, outputs]);
  return transpose(product, [1, 2, 0, 3]) as Tensor4D;
}

function isAverage({ type }: Step): boolean {
  return type === 'globalAveragePool' || type === 'averagePool';
}
