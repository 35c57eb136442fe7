import {
  add,
  conv2d,
  div,
  max,
  abs,
  mul,
  relu,
  sub,
  tensor1d,
  tensor4d,
  tidy,
  type Tensor,
  type Tensor4D,
} from '@tensorflow/tfjs-core';

import { normal } from '../normal.ts';
import { statisticsOf, withSourceStatistics, type ChannelStatistics } from './freshStatistics.ts';

/** A convolution without bias, and the batch norm after it: γ(u − μ)/σ + β. */
interface Layer {
  kernel: Tensor4D;
  gamma: Tensor;
  beta: Tensor;
}

const CHANNELS = [3, 5, 4] as const;
const [COUNT, SIDE, SCALE] = [6, 6, 0.3];

/** Largest differences of the outputs: aligned on the source, aligned on the target, not aligned there. */
export interface TwoWays {
  kept: number;
  fresh: number;
  stale: number;
}

const convolve = (x: Tensor4D, kernel: Tensor4D) => conv2d<Tensor4D>(x, kernel, 1, 'same');

/** γ(u − μ)/σ + β with these statistics of u. */
function batchNormWith({ gamma, beta }: Layer, u: Tensor4D, of: ChannelStatistics): Tensor4D {
  return add(mul(div(sub(u, of.mean), of.deviation), gamma), beta);
}

/** The batch norm folded into the convolution: γ/σ K ⋆ x + (β − μγ/σ). */
function folded({ kernel, gamma, beta }: Layer, x: Tensor4D, of: ChannelStatistics): Tensor4D {
  const gain = div(gamma, of.deviation);
  return add(convolve(x, mul(kernel, gain)), sub(beta, mul(of.mean, gain)));
}

/**
 * Draws two layers, a source batch whose statistics they keep, and a target batch in another look.
 * One network has its batch norms, the other has them folded into its kernels.
 */
export function twoWays(random: () => number): TwoWays {
  const [kept = NaN, fresh = NaN, stale = NaN] = tidy(() => differences(random));
  return { kept, fresh, stale };
}

/** On the source aligned, on the target aligned, and on the target not aligned. */
function differences(random: () => number): number[] {
  const draw = normal(random);
  const numbers = (count: number) => Float32Array.from({ length: count }, draw);
  const layers = [0, 1].map((at): Layer => {
    const [before = 0, after = 0] = CHANNELS.slice(at);
    const sign = () => (random() < 0.5 ? -1 : 1);
    return {
      kernel: tensor4d(numbers(9 * before * after), [3, 3, before, after]),
      gamma: tensor1d(Float32Array.from({ length: after }, () => sign() * (0.5 + random()))),
      beta: tensor1d(numbers(after)),
    };
  });
  const shape = [COUNT, SIDE, SIDE, CHANNELS[0]] as [number, number, number, number];
  const source = tensor4d(numbers(COUNT * SIDE * SIDE * CHANNELS[0]), shape);
  // Less contrast, more light: other means and deviations of every channel.
  const target = add<Tensor4D>(
    mul(tensor4d(numbers(source.size), shape), SCALE + random()),
    2 * random() - 1,
  );

  let [unfolded, plain, ofSource, aligned, ownSource] = [target, target, source, target, source];
  for (const layer of layers) {
    const stored = statisticsOf(convolve(ofSource, layer.kernel));
    const z = folded(layer, ofSource, stored);
    const recorded = statisticsOf(z);
    const u = convolve(unfolded, layer.kernel);
    unfolded = relu(batchNormWith(layer, u, statisticsOf(u)));
    aligned = relu(withSourceStatistics(folded(layer, aligned, stored), recorded));
    ownSource = relu(withSourceStatistics(folded(layer, ownSource, stored), recorded));
    plain = relu(folded(layer, plain, stored));
    ofSource = relu(z);
  }
  const apart = (one: Tensor, other: Tensor) => max(abs(sub(one, other))).dataSync()[0] ?? NaN;
  return [apart(ownSource, ofSource), apart(aligned, unfolded), apart(plain, unfolded)];
}
