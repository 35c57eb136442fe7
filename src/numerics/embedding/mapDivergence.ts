import { squaredDistancesInPlane } from './squaredDistances.ts';

/**
 * Q = (qᵢⱼ) of points of the plane: wᵢⱼ = 1/(1 + ‖yᵢ − yⱼ‖²), Student's t with one degree of freedom,
 * divided by the sum of all w of pairs i ≠ j. n×n, zero on the diagonal, sum 1; and w itself.
 */
export function mapSimilarities(y: ArrayLike<number>): { q: Float64Array; w: Float64Array } {
  const n = y.length / 2;
  const w = squaredDistancesInPlane(y).map((squared, at) =>
    at % (n + 1) === 0 ? 0 : 1 / (1 + squared),
  );
  const total = w.reduce((sum, weight) => sum + weight, 0);
  return { q: w.map((weight) => weight / total), w };
}

/** C = KL(P‖Q) = Σ pᵢⱼ log(pᵢⱼ/qᵢⱼ) over all pairs, in nats: what t-SNE makes small. */
export function mapDivergence(p: ArrayLike<number>, y: ArrayLike<number>): number {
  const { q } = mapSimilarities(y);
  return q.reduce((sum, qij, at) => {
    const pij = p[at] ?? 0;
    return pij > 0 ? sum + pij * Math.log(pij / qij) : sum;
  }, 0);
}

/**
 * ∂C/∂yᵢ = 4 Σⱼ (pᵢⱼ − qᵢⱼ)(yᵢ − yⱼ) wᵢⱼ for every point, x and y in turn: the boxed formula, term by
 * term. `layOut` computes the same faster.
 */
export function mapGradient(p: ArrayLike<number>, y: ArrayLike<number>): Float64Array {
  const n = y.length / 2;
  const { q, w } = mapSimilarities(y);
  const gradient = new Float64Array(2 * n);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < n; j++) {
      const at = i * n + j;
      const pull = 4 * ((p[at] ?? 0) - (q[at] ?? 0)) * (w[at] ?? 0);
      for (const axis of [0, 1]) {
        const apart = (y[2 * i + axis] ?? 0) - (y[2 * j + axis] ?? 0);
        gradient[2 * i + axis] = (gradient[2 * i + axis] ?? 0) + pull * apart;
      }
    }
  }
  return gradient;
}
