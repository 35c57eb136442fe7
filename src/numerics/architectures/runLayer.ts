import {
  add,
  matMul,
  maxPool,
  mean,
  relu,
  reshape,
  tensor1d,
  tensor2d,
  tensor4d,
  tidy,
  type Tensor,
  type Tensor2D,
  type Tensor4D,
} from '@tensorflow/tfjs-core';

import { forward } from '../conv/forward.ts';
import type { Layer } from './layer.ts';

/** The layers that can be run with weights from anywhere. */
export type RunnableLayer =
  | Extract<Layer, { type: 'conv' | 'relu' | 'globalAveragePool' | 'flatten' | 'dense' }>
  | {
      readonly type: 'maxPool';
      readonly name: string;
      readonly kernel: number;
      readonly stride: number;
    };

/** What a layer has learned, or drawn by lot: K [k,k,Cin,Cout] or W [n_in,n_out], and b. */
export interface LayerWeights {
  kernel: ArrayLike<number>;
  bias: ArrayLike<number>;
}

/**
 * What one layer makes of x, maps [1,H,W,C] or a vector [1,n]; `weights` for a layer that has any.
 * Layers with groups are not run. The caller disposes the result, or tidies.
 * Throws when the layer needs weights and has none, or x is of the wrong kind.
 */
export function runLayer(layer: RunnableLayer, x: Tensor, weights: LayerWeights | null): Tensor {
  return tidy(() => {
    switch (layer.type) {
      case 'conv': {
        const { kernel: k, channels, stride = 1, padding: p = 0, dilation = 1 } = layer;
        const { kernel, bias } = required(layer.name, weights);
        const maps = asMaps(layer.name, x);
        const pads = { top: p, bottom: p, left: p, right: p };
        const taps = tensor4d(Float32Array.from(kernel), [k, k, maps.shape[3], channels]);
        const z = forward(maps, taps, { stride, padding: pads, dilation });
        return add(z, tensor1d(Float32Array.from(bias)));
      }
      case 'relu':
        return relu(x);
      case 'maxPool':
        return maxPool(asMaps(layer.name, x), layer.kernel, layer.stride, 'valid');
      case 'globalAveragePool':
        return mean(asMaps(layer.name, x), [1, 2]);
      case 'flatten':
        return reshape(x, [1, -1]);
      case 'dense': {
        const { kernel, bias } = required(layer.name, weights);
        const n = x.shape[1] ?? 0;
        const matrix = tensor2d(Float32Array.from(kernel), [n, layer.units]);
        return add(matMul(x as Tensor2D, matrix), tensor1d(Float32Array.from(bias)));
      }
    }
  });
}

function asMaps(name: string, x: Tensor): Tensor4D {
  if (x.rank === 4) return x as Tensor4D;
  throw new Error(`Expected maps [1,H,W,C] before '${name}', found [${x.shape.join(',')}].`);
}

function required(name: string, weights: LayerWeights | null): LayerWeights {
  if (weights) return weights;
  throw new Error(`Expected weights for '${name}', found none. Draw some.`);
}
