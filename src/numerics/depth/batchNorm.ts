import {
  add,
  matMul,
  mul,
  ones,
  reshape,
  rsqrt,
  square,
  sub,
  type Tensor,
  type Tensor2D,
  type Tensor4D,
} from '@tensorflow/tfjs-core';

/** Added to the variance, as in PyTorch. */
const EPSILON = 1e-5;

/** The normalised output, and the way back to z, scale and shift. */
export interface Normalised {
  out: Tensor4D;
  back: (upstream: Tensor4D) => { z: Tensor4D; scale: Tensor; shift: Tensor };
}

/**
 * Batch normalisation in training (Ioffe and Szegedy 2015):
 * ẑ = (z − μ)/σ with mean and deviation of each channel over
 * batch and places, then y = γẑ + β. The way back is
 * ∂L/∂z = γ/σ (G − mean G − ẑ · mean(G ẑ)), since μ and σ
 * depend on z, too. z, G [N,H,W,C]; γ (scale), β (shift) [C].
 */
export function batchNorm(z: Tensor4D, scale: Tensor, shift: Tensor): Normalised {
  const channels = z.shape[3];
  const rows = z.size / channels;
  const mean = (values: Tensor) => columnMeans(reshape(values, [rows, channels]));

  const centred = sub<Tensor4D>(z, mean(z));
  const deviation = rsqrt(add(mean(square(centred)), EPSILON)); // 1/σ
  const normalised = mul<Tensor4D>(centred, deviation);
  return {
    out: add(mul(normalised, scale), shift),
    back: (upstream) => {
      const meanG = mean(upstream);
      const meanGz = mean(mul(upstream, normalised));
      const rest = sub(sub(upstream, meanG), mul(normalised, meanGz));
      return {
        z: mul(rest, mul(scale, deviation)),
        scale: mul(meanGz, rows),
        shift: mul(meanG, rows),
      };
    },
  };
}

/** The mean of each column, as a product with a row of ones: [rows, C] → [C]. */
function columnMeans(values: Tensor2D): Tensor {
  const [rows, columns] = values.shape;
  const total = matMul(ones([1, rows]) as Tensor2D, values);
  return mul(reshape(total, [columns]), 1 / rows);
}
