import {
  add,
  matMul,
  mul,
  pow,
  reshape,
  square,
  sub,
  tensor2d,
  type Tensor2D,
  type Tensor4D,
} from '@tensorflow/tfjs-core';

import type { Passed } from '../depth/pullback.ts';
import type { ResponseSettings } from './response.ts';

/**
 * Local response normalisation of maps a [N,H,W,C], there and
 * back: b = a · s^(−β) with s_i = k + α Σ a_j² over the n
 * channels j around i. Since a_j is in the sums of its
 * neighbours, too, the way back is
 * ∂L/∂a_j = G_j s_j^(−β) − 2αβ a_j Σ G_i a_i s_i^(−β−1).
 */
export function responseNorm(a: Tensor4D, settings: ResponseSettings): Passed {
  const { k, alpha, beta } = settings;
  const channels = a.shape[3];
  const neighbours = band(channels, settings.n);
  // Σ over the neighbouring channels, as a product with ones.
  const around = (values: Tensor4D): Tensor4D =>
    reshape(matMul(reshape(values, [-1, channels]), neighbours), a.shape);

  const s = add<Tensor4D>(mul(around(square(a)), alpha), k);
  const scale = pow<Tensor4D>(s, -beta);
  return {
    out: mul(a, scale),
    back: (upstream) => {
      const crossed = around(mul(mul(upstream, a), pow(s, -beta - 1)));
      return sub(mul(upstream, scale), mul(mul(a, crossed), 2 * alpha * beta));
    },
  };
}

/** [C,C]: 1 where two channels are at most ⌊n/2⌋ apart, 0 elsewhere. */
function band(channels: number, n: number): Tensor2D {
  const ones = Float32Array.from({ length: channels * channels }, (_, at) =>
    Math.abs((at % channels) - Math.floor(at / channels)) <= Math.floor(n / 2) ? 1 : 0,
  );
  return tensor2d(ones, [channels, channels]);
}
