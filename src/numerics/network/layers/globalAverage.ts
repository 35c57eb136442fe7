import {
  broadcastTo,
  div,
  mean,
  reshape,
  tidy,
  type Tensor2D,
  type Tensor4D,
} from '@tensorflow/tfjs-core';

/** The mean of every map, whatever its size: [N,H,W,C] → [N,C]. */
export function average(x: Tensor4D): Tensor2D {
  return mean<Tensor2D>(x, [1, 2]);
}

/** Every position of a map has the same share, 1/(HW), of its mean: G [N,C] → [N,H,W,C]. */
export function averageBackward(
  upstreamGradient: Tensor2D,
  inputShape: Tensor4D['shape'],
): Tensor4D {
  const [n, h, w, c] = inputShape;
  return tidy(() => broadcastTo(reshape(div(upstreamGradient, h * w), [n, 1, 1, c]), inputShape));
}
