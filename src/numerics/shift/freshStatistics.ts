import {
  add,
  div,
  moments,
  mul,
  sqrt,
  sub,
  type Tensor,
  type Tensor4D,
} from '@tensorflow/tfjs-core';

/** Mean and deviation of each channel, [C]. */
export interface ChannelStatistics {
  mean: Tensor;
  deviation: Tensor;
}

/** Added to the variance, as in batch normalisation. */
const EPSILON = 1e-5;

/** Mean and deviation of each channel of z [N,H,W,C] over the batch and all places. */
export function statisticsOf(z: Tensor4D): ChannelStatistics {
  const { mean, variance } = moments(z, [0, 1, 2]);
  return { mean, deviation: sqrt(add(variance, EPSILON)) };
}

/**
 * z [N,H,W,C] shifted and scaled channel by channel, so that its mean and deviation over
 * this batch become those of the source: m_S + s_S (z − m)/s. In a network
 * whose batch norms are folded into its convolutions, this is what those
 * batch norms would give with the statistics of this batch.
 */
export function withSourceStatistics(z: Tensor4D, source: ChannelStatistics): Tensor4D {
  const own = statisticsOf(z);
  const gain = div(source.deviation, own.deviation);
  return add(mul(z, gain), sub(source.mean, mul(own.mean, gain)));
}
