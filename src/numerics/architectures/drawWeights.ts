import { normal } from '../normal.ts';
import { mulberry32 } from '../random.ts';
import { sizeOf, type Shape } from './layer.ts';
import type { LayerWeights, RunnableLayer } from './runLayer.ts';

/**
 * Weights by lot for a layer whose input has the given shape: normal numbers of variance 2/n, with n
 * the number of values that one output is made from, so that the values neither grow nor fade much
 * through many layers and ReLUs; the biases are zero. The same seed draws the same numbers. Null for a layer
 * without weights.
 */
export function drawWeights(layer: RunnableLayer, input: Shape, seed: number): LayerWeights | null {
  if (layer.type !== 'conv' && layer.type !== 'dense') return null;
  const [inputs, outputs] =
    layer.type === 'conv'
      ? [layer.kernel * layer.kernel * (input.at(-1) ?? 0), layer.channels]
      : [sizeOf(input), layer.units];
  const draw = normal(mulberry32(seed));
  const spread = Math.sqrt(2 / inputs);
  return {
    kernel: Float32Array.from({ length: inputs * outputs }, () => spread * draw()),
    bias: new Float32Array(outputs),
  };
}
