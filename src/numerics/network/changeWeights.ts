import {
  keep,
  mul,
  reshape,
  tensor1d,
  tidy,
  type Tensor,
  type Tensor1D,
} from '@tensorflow/tfjs-core';

import type { Network, Step } from './network.ts';

/** A step that has weights. */
export type WeightedStep = Extract<Step, { kernel: Tensor }>;

/** New weights for a step; a tensor that is the step's own stays shared. */
export type Change = (step: WeightedStep, layer: string) => { kernel: Tensor; bias: Tensor } | null;

/**
 * A network like this one but for the weights that `change` replaces (it returns null where they
 * stay). Equal weights share their memory, and on wasm their flipped kernels; both networks are
 * disposed of on their own, in any order.
 */
export function changeWeights(network: Network, change: Change): Network {
  const steps = network.steps.map((step): Step => {
    if (!('kernel' in step)) return step;
    const { kernel, bias } = tidy(() => {
      const found = change(step, layerOf(step)) ?? step;
      return { kernel: keep(found.kernel.clone()), bias: keep(found.bias.clone()) };
    });
    return { ...step, kernel, bias } as Step;
  });
  return { steps };
}

/** The names of the layers with weights, first to last. */
export function weightedLayers(network: Network): string[] {
  return network.steps.flatMap((step) => ('kernel' in step ? [layerOf(step)] : []));
}

/** 'conv3' for the step 'conv3.pre'. */
function layerOf({ name }: Step): string {
  return name.replace(/\.pre$/, '');
}

/**
 * The network without some channels: their kernels and biases are zero, so that their maps are zero
 * for every image and no gradient passes through them. `channels` by layer: { conv5: [3, 17] }.
 * Throws on a layer without weights or a channel that the layer does not have.
 */
export function ablateChannels(
  network: Network,
  channels: Readonly<Record<string, readonly number[]>>,
): Network {
  requireLayers(network, Object.keys(channels));
  return changeWeights(network, ({ type, kernel, bias }, layer) => {
    const without = channels[layer];
    if (!without) return null;
    const [count = 0] = bias.shape;
    const keptOnes = new Float32Array(count).fill(1);
    for (const channel of without) {
      if (!(channel in keptOnes)) {
        throw new Error(`Expected channels 0 to ${count - 1} of ${layer}, found ${channel}.`);
      }
      keptOnes[channel] = 0;
    }
    const mask: Tensor1D = tensor1d(keptOnes);
    // A depthwise kernel's outputs are in its last two axes, [C,M].
    const ofKernel = type === 'depthwiseConv' ? reshape(mask, kernel.shape.slice(-2)) : mask;
    return { kernel: mul(kernel, ofKernel), bias: mul(bias, mask) };
  });
}

/** Throws unless each name is that of a layer with weights. */
export function requireLayers(network: Network, names: readonly string[]): void {
  const known = weightedLayers(network);
  const unknown = names.find((name) => !known.includes(name));
  if (unknown === undefined) return;
  throw new Error(`Expected a layer with weights (${known.join(', ')}), found '${unknown}'.`);
}
