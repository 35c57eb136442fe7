import { countOf, type Points } from './points.ts';
import { cholesky } from './spaces.ts';

/**
 * The same n points in n coordinates, from L with LLᵀ = XXᵀ: all inner products and distances stay, and
 * so does everything that k-means makes of them, but 200 pictures of 3,072 numbers become 200 of 200.
 * Throws when the points are linearly dependent.
 */
export function sameDistances(points: Points): Points {
  const { dimensions: d, values } = points;
  const n = countOf(points);
  const products = new Float64Array(n * n);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j <= i; j++) {
      let inner = 0;
      for (let k = 0; k < d; k++) inner += (values[i * d + k] ?? 0) * (values[j * d + k] ?? 0);
      products[i * n + j] = inner;
      products[j * n + i] = inner;
    }
  }
  return { values: cholesky(products, n), dimensions: n };
}
