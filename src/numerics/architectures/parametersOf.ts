import type { Layer, Shape } from './layer.ts';

/**
 * How many numbers a layer learns from an input of the given shape, those of the layers within a
 * sum not included (they have lines of their own):
 * a convolution C_out (k² C_in/g + 1), whatever the size of the map; a dense layer (n_in + 1) n_out;
 * a batch normalisation 2 C. Without biases the ones go.
 */
export function parametersOf(layer: Layer, input: Shape): number {
  const channelsIn = input.at(-1) ?? 0;
  switch (layer.type) {
    case 'conv': {
      const { kernel, channels, groups = 1, bias = true } = layer;
      return channels * (kernel * kernel * (channelsIn / groups) + (bias ? 1 : 0));
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
