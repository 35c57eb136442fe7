import { sizeOf, type Layer, type Shape } from './layer.ts';

/**
 * How many products w·x the forward pass of a layer forms and
 * adds up for one example: k² C_in/g for each value of a
 * convolution's output, n_in for each of a dense layer's.
 * Products with the zeros of the padding count, as frameworks
 * compute them; biases, comparisons, means and normalisations do
 * not. (A FLOP count of twice this number takes the product and
 * the addition apart.)
 */
export function multiplyAddsOf(layer: Layer, input: Shape, output: Shape): number {
  const channelsIn = input.at(-1) ?? 0;
  switch (layer.type) {
    case 'conv': {
      const { kernel, groups = 1 } = layer;
      return sizeOf(output) * kernel * kernel * (channelsIn / groups);
    }
    case 'dense':
      return channelsIn * layer.units;
    default:
      return 0;
  }
}
