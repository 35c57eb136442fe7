import type { Layer, Shape } from './layer.ts';

/**
 * How many numbers a layer learns from an input of that shape:
 * a convolution C_out (k² C_in/g + 1), whatever the size of the
 * map, with g groups; a dense layer (n_in + 1) n_out; a batch
 * normalisation 2 C. Without biases the ones go. The layers
 * within a sum have lines of their own and are not included.
 */
export function parametersOf(layer: Layer, input: Shape): number {
  const channelsIn = input.at(-1) ?? 0;
  switch (layer.type) {
    case 'conv': {
      const { kernel, channels, groups = 1, bias = true } = layer;
      const weights = kernel * kernel * (channelsIn / groups);
      return channels * (weights + (bias ? 1 : 0));
    }
    case 'dense': {
      const { units, bias = true } = layer;
      return (channelsIn + (bias ? 1 : 0)) * units;
    }
    case 'batchNorm':
      return 2 * channelsIn;
    default:
      return 0;
  }
}
