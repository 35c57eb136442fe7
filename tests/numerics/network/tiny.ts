import { tensor4d, type Tensor4D } from '@tensorflow/tfjs-core';

import { buildNetwork } from '#numerics/network/buildNetwork.ts';
import type { LayerDescription } from '#numerics/network/manifest.ts';
import type { Network } from '#numerics/network/network.ts';
import type { LayerWeights } from '#numerics/network/weights.ts';
import { normal } from '#numerics/normal.ts';
import { mulberry32 } from '#numerics/random.ts';

/** How a tiny network's last maps become its logits. */
export type Head = 'globalAveragePool' | 'flatten';

/** The image side that a tiny network with a flat head needs. */
export const SIDE = 7;

const CLASSES = 3;

/** conv1 3×3×4, pool1, conv2 2×2×5, then a head with `CLASSES` logits; on 7×7, a row is left over. */
export function tinyLayers(head: Head): LayerDescription[] {
  const maps = [
    conv('conv1', [3, 3], [SIDE, SIDE, 2], [SIDE, SIDE, 4], 'same'),
    {
      name: 'pool1',
      type: 'maxPool',
      size: 2,
      stride: 2,
      padding: 'valid',
      inputShape: [SIDE, SIDE, 4],
      outputShape: [3, 3, 4],
    },
    conv('conv2', [2, 2], [3, 3, 4], [2, 2, 5], 'valid'),
  ] satisfies LayerDescription[];
  const features = head === 'flatten' ? 20 : 5;
  return [
    ...maps,
    { name: head, type: head, inputShape: [2, 2, 5], outputShape: [features] },
    {
      name: 'logits',
      type: 'dense',
      relu: false,
      inputShape: [features],
      outputShape: [CLASSES],
      ...numbers([features, CLASSES]),
    },
  ];
}

/** A tiny network with random weights, biases too. */
export function tinyNetwork(seed: number, head: Head = 'globalAveragePool'): Network {
  const draw = normal(mulberry32(seed));
  const layers = tinyLayers(head);
  const weights: Record<string, LayerWeights> = {};
  for (const layer of layers) {
    if (!('kernel' in layer)) continue;
    const fanIn = layer.kernel.shape.slice(0, -1).reduce((product, n) => product * n, 1);
    const array = (shape: number[]) => ({
      shape,
      values: Float32Array.from(filled(shape, draw), (value) => value / Math.sqrt(fanIn)),
    });
    weights[layer.name] = { kernel: array(layer.kernel.shape), bias: array(layer.bias.shape) };
  }
  return buildNetwork({ layers }, weights);
}

/** Random images [n,h,w,2]. */
export function tinyImages(seed: number, n = 1, h = SIDE, w = SIDE): Tensor4D {
  const shape: Tensor4D['shape'] = [n, h, w, 2];
  return tensor4d(filled(shape, normal(mulberry32(seed))), shape);
}

function conv(
  name: string,
  kernelSize: [number, number],
  inputShape: [number, number, number],
  outputShape: [number, number, number],
  padding: 'same' | 'valid',
): LayerDescription {
  const own = numbers([...kernelSize, inputShape[2], outputShape[2]]);
  return {
    name,
    type: 'conv',
    kernelSize,
    stride: 1,
    padding,
    relu: true,
    inputShape,
    outputShape,
    ...own,
  };
}

function numbers(shape: number[]) {
  return {
    parameters: 1,
    kernel: { shape, dtype: 'float32' as const, byteOffset: 0 },
    bias: { shape: shape.slice(-1), dtype: 'float32' as const, byteOffset: 0 },
  };
}

function filled(shape: number[], draw: () => number): number[] {
  return Array.from({ length: shape.reduce((product, n) => product * n, 1) }, draw);
}
