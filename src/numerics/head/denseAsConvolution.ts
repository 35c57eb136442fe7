import { reshape, type Tensor2D, type Tensor4D } from '@tensorflow/tfjs-core';

/**
 * The kernel of the convolution that a dense layer on flattened maps is. Row (i W + j) C + k of the
 * dense kernel holds the weights of the value at place (i, j) of map k, so nothing moves in memory:
 * [H·W·C, n_out] is read as [H, W, C, n_out]. Correlated with maps of H×W it fits once and gives what
 * the dense layer gives; with larger maps it gives that for every window. Fully convolutional
 * networks: Long, Shelhamer and Darrell 2015.
 */
export function denseAsConvolution(
  kernel: Tensor2D,
  [height, width]: readonly [number, number],
): Tensor4D {
  const [inputs, outputs] = kernel.shape;
  const channels = inputs / (height * width);
  if (!Number.isInteger(channels)) {
    throw new Error(
      `Expected a multiple of ${height}×${width} inputs, found ${inputs}. Give the size of the maps ` +
        `that were flattened.`,
    );
  }
  return reshape(kernel, [height, width, channels, outputs]);
}
