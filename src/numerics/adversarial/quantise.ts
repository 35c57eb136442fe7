import { div, mul, round, tidy, type Tensor4D } from '@tensorflow/tfjs-core';

/**
 * Each entry u from 0 to 1 rounded to the nearest of 2^bits equally spaced levels,
 * q(u) = round(u·n)/n with n = 2^bits − 1 (Xu et al. 2018 call it reducing the colour depth).
 */
export function quantise(u: Tensor4D, bits: number): Tensor4D {
  const intervals = 2 ** bits - 1;
  return tidy(() => div(round(mul(u, intervals)), intervals));
}
