import { reshape, type Tensor2D, type Tensor4D } from '@tensorflow/tfjs-core';

/** All maps in one vector, in the order row, column, channel: [N,H,W,C] → [N, H·W·C]. */
export function flatten(x: Tensor4D): Tensor2D {
  const [n, h, w, c] = x.shape;
  return reshape(x, [n, h * w * c]);
}

/** The same numbers back in their places: [N, H·W·C] → [N,H,W,C]. */
export function flattenBackward(
  upstreamGradient: Tensor2D,
  inputShape: Tensor4D['shape'],
): Tensor4D {
  return reshape(upstreamGradient, inputShape);
}
