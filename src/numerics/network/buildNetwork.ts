import { keep, tensor, type Tensor1D, type Tensor2D, type Tensor4D } from '@tensorflow/tfjs-core';

import type { LayerDescription } from './manifest.ts';
import type { Network, Step } from './network.ts';
import type { WeightArray, Weights } from './weights.ts';

/**
 * The network that a manifest describes, with these weights. Its tensors outlive a `tidy` around
 * the call; `disposeNetwork` frees them. Throws when a layer has no weights, or ones of another
 * shape than the manifest says.
 */
export function buildNetwork(
  { layers }: { layers: readonly LayerDescription[] },
  weights: Weights,
): Network {
  return { steps: layers.flatMap((layer) => stepsOf(layer, weights)) };
}

function stepsOf(layer: LayerDescription, weights: Weights): Step[] {
  const { name, from } = layer;
  switch (layer.type) {
    case 'conv': {
      const { stride, padding, kernelSize, inputShape, outputShape } = layer;
      const shape = [...kernelSize, inputShape[2] ?? 0, outputShape[2] ?? 0];
      const own = tensorsOf<Tensor4D>(name, shape, weights);
      return maybeRectified(layer, { type: 'conv', ...own, stride, padding });
    }
    case 'depthwiseConv': {
      const { stride, padding, kernelSize, inputShape, outputShape } = layer;
      const channels = inputShape[2] ?? 0;
      const shape = [...kernelSize, channels, (outputShape[2] ?? 0) / channels];
      const own = tensorsOf<Tensor4D>(name, shape, weights, outputShape.slice(2));
      return maybeRectified(layer, { type: 'depthwiseConv', ...own, stride, padding });
    }
    case 'dense': {
      const shape = [layer.inputShape[0] ?? 0, layer.outputShape[0] ?? 0];
      return maybeRectified(layer, { type: 'dense', ...tensorsOf<Tensor2D>(name, shape, weights) });
    }
    case 'maxPool':
      return [{ name, from, type: 'maxPool', size: layer.size }];
    case 'anchors':
      return [{ name, from, type: 'anchors', classes: layer.outputShape[1] ?? 1 }];
    case 'globalAveragePool':
    case 'flatten':
    case 'add':
    case 'strongestAnchor':
      return [{ name, from, type: layer.type }];
  }
}

type WithoutName<T> = T extends unknown ? Omit<T, 'name'> : never;

function maybeRectified(
  { name, from, ...layer }: Extract<LayerDescription, { relu: boolean }>,
  step: WithoutName<Step>,
): Step[] {
  if (!layer.relu) return [{ ...step, name, from } as Step];
  const ceiling = 'ceiling' in layer ? layer.ceiling : undefined;
  return [{ ...step, name: `${name}.pre`, from } as Step, { type: 'relu', name, ceiling }];
}

function tensorsOf<Kernel extends Tensor4D | Tensor2D>(
  name: string,
  shape: number[],
  weights: Weights,
  channels = shape.slice(-1),
): { kernel: Kernel; bias: Tensor1D } {
  const own = weights[name];
  if (!own) throw new Error(`Expected weights for the layer ${name}, found none.`);
  return {
    kernel: kept(own.kernel, shape, `the kernel of ${name}`) as Kernel,
    bias: kept(own.bias, channels, `the bias of ${name}`) as Tensor1D,
  };
}

function kept({ shape, values }: WeightArray, expected: number[], what: string) {
  if (shape.join() !== expected.join()) {
    throw new Error(`Expected ${what} of shape [${expected.join()}], found [${shape.join()}].`);
  }
  return keep(tensor(values, shape));
}
