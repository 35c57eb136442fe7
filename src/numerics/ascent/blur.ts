import {
  matMul,
  reshape,
  tensor2d,
  tidy,
  transpose,
  type Tensor2D,
  type Tensor4D,
} from '@tensorflow/tfjs-core';

/**
 * Images [N,H,W,C] under a Gaussian of standard deviation σ, in pixels; at the border the weights
 * that fall inside are divided by their sum, so that a flat image stays as it is. σ = 0: no change.
 */
export function blur(x: Tensor4D, sigma: number): Tensor4D {
  if (!(sigma > 0)) return x.clone();
  const [n, h, w, c] = x.shape;
  return tidy(() => {
    const columns = matMul(
      gaussianRows(w, sigma),
      reshape(transpose(x, [2, 0, 1, 3]), [w, n * h * c]),
    );
    const rows = matMul(
      gaussianRows(h, sigma),
      reshape(transpose(reshape(columns, [w, n, h, c]), [2, 1, 0, 3]), [h, n * w * c]),
    );
    return transpose<Tensor4D>(reshape(rows, [h, n, w, c]), [1, 0, 2, 3]);
  });
}

/** Row i: by how much each pixel of a line of `size` counts for the new pixel i. [size, size]. */
function gaussianRows(size: number, sigma: number): Tensor2D {
  const weights = new Float32Array(size * size);
  for (let i = 0; i < size; i++) {
    const row = weights.subarray(i * size, (i + 1) * size);
    row.forEach((_, j) => (row[j] = Math.exp(-((i - j) ** 2) / (2 * sigma ** 2))));
    const total = row.reduce((sum, weight) => sum + weight, 0);
    row.forEach((weight, j) => (row[j] = weight / total));
  }
  return tensor2d(weights, [size, size]);
}
