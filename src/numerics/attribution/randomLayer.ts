import { tensor4d, tidy, zeros, type Tensor4D } from '@tensorflow/tfjs-core';

import { convolve, convolveBackward, type Convolution } from '../network/layers/convolution.ts';
import { rectify, rectifyBackward, type ReluRule } from '../network/layers/relu.ts';
import { normal } from '../normal.ts';
import { mulberry32 } from '../random.ts';

/** One layer of `kernels` random kernels of side × side, and the seed of all that is random. */
export interface RandomLayer {
  kernels: number;
  side: number;
  seed: number;
}

/**
 * What the rules send to the pixels from a network that has learned nothing: kernels drawn from a
 * normal distribution, a ReLU, and a score that adds all activations up with random weights, so that
 * the signal above the ReLU is noise. x [1,H,W,C] → a signal like x for each rule. The kernels of
 * fewer are the first of those of more (chapter guided-backprop; Nie, Zhang and Patel 2018).
 */
export function randomLayerSignals(
  x: Tensor4D,
  { kernels, side, seed }: RandomLayer,
  rules: readonly ReluRule[],
): Tensor4D[] {
  const [, h, w, channels] = x.shape;
  const fanIn = side * side * channels;
  const draw = normal(mulberry32(Math.imul(seed, 0x9e3779b1)));
  const values = new Float32Array(fanIn * kernels);
  const weights = new Float32Array(h * w * kernels);
  for (let k = 0; k < kernels; k++) {
    for (let i = 0; i < fanIn; i++) values[i * kernels + k] = draw();
    for (let place = 0; place < h * w; place++) weights[place * kernels + k] = draw();
  }
  return tidy(() => {
    const layer: Convolution = {
      type: 'conv',
      kernel: tensor4d(values, [side, side, channels, kernels]),
      bias: zeros([kernels]),
      stride: 1,
      padding: 'same',
    };
    const activations = rectify(convolve(layer, x));
    const upstream = tensor4d(weights, [1, h, w, kernels]);
    return rules.map((rule) =>
      convolveBackward(layer, rectifyBackward(rule, upstream, activations) as Tensor4D, x.shape),
    );
  });
}
