import type { Window } from './receptiveField.ts';

/** A layer along one axis: k taps, d apart, moved by s. Padding shifts the view and is left out. */
export interface Taps {
  kernel: number;
  stride: number;
  dilation: number;
}

/** The rows of a layer. */
export function tapsOf({ kernelSize, stride = 1, dilation = 1 }: Window): Taps {
  const first = (pair: number | [number, number]) => (typeof pair === 'number' ? pair : pair[0]);
  return { kernel: kernelSize[0], stride: first(stride), dilation: first(dilation) };
}

/**
 * Of all the ways from a unit of the last layer down to the input, the share that ends at each of
 * the r pixels it sees, along one axis. From the top down: spread by the stride, then by the taps.
 * With equal weights this is the unit's sensitivity to each pixel; with random ones, that of its
 * square (chapter receptive-field). `share` < 1: so much of each layer's spread goes through a
 * convolution and the rest through a skip connection beside it.
 */
export function pathShares(layers: readonly Taps[], share = 1): Float64Array {
  let shares = Float64Array.of(1);
  for (const { kernel, stride, dilation } of layers.toReversed()) {
    const reach = dilation * (kernel - 1);
    const next = new Float64Array(stride * (shares.length - 1) + 1 + reach);
    shares.forEach((value, at) => {
      for (let tap = 0; tap < kernel; tap++) {
        const pixel = at * stride + tap * dilation;
        next[pixel] = (next[pixel] ?? 0) + (share * value) / kernel;
      }
      const middle = at * stride + Math.floor(reach / 2);
      next[middle] = (next[middle] ?? 0) + (1 - share) * value;
    });
    shares = next;
  }
  return shares;
}

/**
 * The variance of a way's end, in square pixels: a sum over the layers, for each step is independent
 * of the others and spread evenly over k places that are d times the jump apart,
 * Σ share · (d j)² (k² − 1) / 12.
 */
export function pathVariance(layers: readonly Taps[], share = 1): number {
  let jump = 1;
  let variance = 0;
  for (const { kernel, stride, dilation } of layers) {
    variance += (share * (dilation * jump) ** 2 * (kernel ** 2 - 1)) / 12;
    jump *= stride;
  }
  return variance;
}
