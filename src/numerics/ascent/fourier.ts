import {
  matMul,
  mul,
  reshape,
  tensor2d,
  tensor4d,
  tidy,
  transpose,
  type Tensor2D,
  type Tensor4D,
} from '@tensorflow/tfjs-core';

import type { Parametrisation } from './parametrisation.ts';

/** A parametrisation that can be turned round: the variable that makes a given image. */
export interface InvertibleParametrisation extends Parametrisation {
  variableOf(x: Tensor4D): Tensor4D;
  dispose(): void;
}

/**
 * x = Bᵀ(d ⊙ v): the variable v [N,H,W,C] are amplitudes of waves, B the orthonormal real Fourier
 * basis of both axes, d_f ∝ 1/max(f, 1/size)^falloff, for f in cycles a pixel, with mean square 1.
 * A step along ∇ᵥS = d ⊙ B∇S moves x by Bᵀ(d² ⊙ B∇S): slow waves go further. falloff 0 is the
 * ascent in pixels, turned. Its tensors live until `dispose`.
 */
export function fourier(
  [h, w]: readonly [height: number, width: number],
  falloff: number,
): InvertibleParametrisation {
  const scales = waveScales(h, w, falloff);
  const rows = tensor2d(waves(h).flat(), [h, h]);
  const columns = h === w ? rows : tensor2d(waves(w).flat(), [w, w]);
  const d = tensor4d(scales, [1, h, w, 1]);
  const inverse = tensor4d(
    scales.map((scale) => 1 / scale),
    [1, h, w, 1],
  );
  const analyse = (x: Tensor4D) => bothAxes(x, rows, columns, false);
  const synthesise = (v: Tensor4D) => bothAxes(v, rows, columns, true);
  return {
    image: (v) => tidy(() => synthesise(mul(v, d))),
    pull: (gradient) => tidy(() => mul(analyse(gradient), d)),
    variableOf: (x) => tidy(() => mul(analyse(x), inverse)),
    dispose: () => {
      for (const tensor of new Set([rows, columns, d, inverse])) tensor.dispose();
    },
  };
}

/** Row k: one wave of a line of `size` pixels, of length 1: 1, cos, sin, cos, sin …, (−1)ⁿ. */
export function waves(size: number): number[][] {
  return Array.from({ length: size }, (_, k) => {
    const frequency = Math.ceil(k / 2) / size;
    const alone = k === 0 || (size % 2 === 0 && k === size - 1);
    const height = Math.sqrt((alone ? 1 : 2) / size);
    const wave = k % 2 === 1 ? Math.cos : k === 0 ? Math.cos : Math.sin;
    return Array.from({ length: size }, (_, n) => height * wave(2 * Math.PI * frequency * n));
  });
}

/** d of each pair of waves, row by row. */
export function waveScales(h: number, w: number, falloff: number): Float32Array {
  const least = 1 / Math.max(h, w);
  const raw = Float32Array.from({ length: h * w }, (_, i) => {
    const [down, across] = [Math.ceil(Math.floor(i / w) / 2) / h, Math.ceil((i % w) / 2) / w];
    return Math.max(Math.hypot(down, across), least) ** -falloff;
  });
  const meanSquare = raw.reduce((sum, value) => sum + value * value, 0) / raw.length;
  return raw.map((value) => value / Math.sqrt(meanSquare));
}

/** B along both axes of [N,H,W,C], or Bᵀ if `back`. */
function bothAxes(x: Tensor4D, rows: Tensor2D, columns: Tensor2D, back: boolean): Tensor4D {
  const [n, h, w, c] = x.shape;
  const across = matMul(columns, reshape(transpose(x, [2, 0, 1, 3]), [w, n * h * c]), back);
  const down = matMul(
    rows,
    reshape(transpose(reshape(across, [w, n, h, c]), [2, 1, 0, 3]), [h, n * w * c]),
    back,
  );
  return transpose<Tensor4D>(reshape(down, [h, n, w, c]), [1, 0, 2, 3]);
}
