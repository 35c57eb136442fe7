import {
  matMul,
  mean,
  mul,
  sum,
  tidy,
  type NamedTensorMap,
  type Scalar as Number0D,
  type Tensor,
  type Tensor1D,
  type Tensor2D,
  type Tensor4D,
} from '@tensorflow/tfjs-core';

import { biasGradient } from '../conv/biasGradient.ts';
import { kernelGradient } from '../conv/kernelGradient.ts';
import type { WeightedStep } from '../network/changeWeights.ts';
import { backwardTo } from '../network/backward.ts';
import { lastPlace, linksTo, type Link, type Network } from '../network/network.ts';
import { activationAt, run } from '../network/run.ts';
import { logProbability, negative } from '../network/scalars.ts';

/** The derivative of the loss by one step's weights, shaped like them. */
export interface WeightGradient extends NamedTensorMap {
  kernel: Tensor;
  bias: Tensor;
}

/** L of a batch, and ∂L/∂(kernel, bias) of every step that has weights, by its name. */
export interface LossGradients {
  loss: Number0D;
  gradients: Record<string, WeightGradient>;
}

/**
 * The mean cross-entropy L = −(1/N) Σ log p(label) and its
 * gradient by all weights. One way there, one way back to the
 * output of every layer that has weights; there the kernel's
 * gradient is a correlation of what came in with what came
 * back. x [N,H,W,3], preprocessed. For networks of
 * convolutions and dense layers; throws on others.
 */
export function lossGradients(
  network: Network,
  x: Tensor4D,
  labels: readonly number[],
): LossGradients {
  const end = lastPlace(network);
  const layers = linksTo(network, end).filter(isWeighted);
  return tidy(() => {
    const values = run(network, x);
    const logits = activationAt(values, end);

    // At the logits: softmax minus label, over N.
    const loss = negative(logProbability(end, labels));
    const top = mul(loss.derivative(logits), 1 / labels.length);

    const names = layers.map(({ step }) => step.name);
    const seed = { place: end, signal: top };
    const signals = backwardTo(network, values, seed, names);
    const entries = layers.map(({ step, from: [before = ''] }) => {
      const input = activationAt(values, before);
      const g = activationAt(signals, step.name);
      return [step.name, gradientOf(step, input, g)] as const;
    });
    const gradients = Object.fromEntries(entries);
    return { loss: mean<Number0D>(loss.value(logits)), gradients };
  });
}

function isWeighted(link: Link): link is Link & { step: WeightedStep } {
  return 'kernel' in link.step;
}

/** ∂L/∂W and ∂L/∂b of a layer from its input and the upstream gradient at its output. */
export function gradientOf(step: WeightedStep, input: Tensor, upstream: Tensor): WeightGradient {
  switch (step.type) {
    case 'conv': {
      const [k1, k2] = step.kernel.shape;
      const g = upstream as Tensor4D;
      return {
        kernel: kernelGradient(input as Tensor4D, g, [k1, k2], step),
        bias: biasGradient(g),
      };
    }
    case 'dense':
      return {
        kernel: matMul(input as Tensor2D, upstream as Tensor2D, true, false),
        bias: sum<Tensor1D>(upstream, 0),
      };
    case 'depthwiseConv':
      throw new Error(`Expected a convolution or a dense layer, found ${step.type}.`);
  }
}
