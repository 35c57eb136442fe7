import { symmetricEigen } from '../symmetricEigenvalues.ts';

/** The spread of a set of colours: along which directions, and how far. */
export interface PrincipalColours {
  /** C, the 3×3 covariance matrix of red, green and blue, row by row. */
  covariance: Float64Array;
  /** λ, the variances along the components, largest first. */
  variances: readonly number[];
  /** p₁, p₂, p₃: unit vectors of red, green and blue. */
  components: readonly (readonly number[])[];
}

/**
 * The principal components of the colours of some pixels: eigenvectors and eigenvalues of their
 * covariance matrix. `pixels` holds red, green and blue of each, in units of `white` (so 255 makes
 * colours from 0 to 1 of bytes).
 */
export function principalColours(pixels: ArrayLike<number>, white: number): PrincipalColours {
  const count = Math.floor(pixels.length / 3);
  const mean = [0, 0, 0];
  const product = new Float64Array(9);
  for (let i = 0; i < count; i++) {
    for (let c = 0; c < 3; c++) {
      const own = (pixels[3 * i + c] ?? 0) / white;
      mean[c] = (mean[c] ?? 0) + own / count;
      for (let d = 0; d < 3; d++) {
        const other = (pixels[3 * i + d] ?? 0) / white;
        product[3 * c + d] = (product[3 * c + d] ?? 0) + (own * other) / count;
      }
    }
  }
  const covariance = product.map(
    (value, i) => value - (mean[Math.floor(i / 3)] ?? 0) * (mean[i % 3] ?? 0),
  );
  const { values, vectors } = symmetricEigen(covariance);
  return {
    covariance,
    variances: [...values].map((value) => Math.max(0, value)),
    components: vectors.map((vector) => [...vector]),
  };
}
