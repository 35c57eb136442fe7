import type { Taps } from './influence.ts';

/**
 * r = 1 + Σ d (k − 1) j, with j the product of the strides
 * before the layer: the receptive field along one axis,
 * all layers at once. Padding does not occur in it.
 */
export function receptiveFieldSum(layers: readonly Taps[]): number {
  let r = 1;
  let j = 1;
  for (const { kernel, stride, dilation } of layers) {
    r += dilation * (kernel - 1) * j;
    j *= stride;
  }
  return r;
}
