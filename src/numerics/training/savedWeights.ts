import { tensor, type Tensor } from '@tensorflow/tfjs-core';

import { changeWeights, type WeightedStep } from '../network/changeWeights.ts';
import type { Network } from '../network/network.ts';
import type { WeightArray, Weights } from '../network/weights.ts';

/** The weights of a network as plain numbers, by layer: what a checkpoint is made of. */
export async function saveWeights(network: Network): Promise<Weights> {
  const weighted = network.steps.filter((step): step is WeightedStep & typeof step => 'kernel' in step);
  const entries = await Promise.all(
    weighted.map(async ({ name, kernel, bias }) => {
      const layer = name.replace(/\.pre$/, '');
      return [layer, { kernel: await saved(kernel), bias: await saved(bias) }] as const;
    }),
  );
  return Object.fromEntries(entries);
}

/**
 * A network like this one with saved weights. Throws when a layer has none, or ones of another
 * shape.
 */
export function withWeights(network: Network, weights: Weights): Network {
  return changeWeights(network, (step, layer) => {
    const own = weights[layer];
    if (!own) throw new Error(`Expected weights for the layer ${layer}, found none.`);
    return {
      kernel: restored(own.kernel, step.kernel, layer),
      bias: restored(own.bias, step.bias, layer),
    };
  });
}

/** A tensor's numbers, copied. */
export async function saved(values: Tensor): Promise<WeightArray> {
  return { shape: values.shape, values: Float32Array.from(await values.data()) };
}

function restored({ shape, values }: WeightArray, like: Tensor, layer: string): Tensor {
  if (shape.join() !== like.shape.join()) {
    throw new Error(
      `Expected weights of shape [${like.shape.join()}] for ${layer}, found [${shape.join()}].`,
    );
  }
  return tensor(values, shape);
}
