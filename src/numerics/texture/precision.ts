import { nearest } from '../embedding/nearest.ts';

/**
 * Precision at k of every patch: the share of its k nearest other patches that are of its own texture.
 * `distances` n×n; `labels` the textures' numbers. With k as many as there are others of its texture, 1
 * means that they all come first, before any other.
 */
export function precisionAt(
  k: number,
  distances: Float64Array,
  labels: readonly number[],
): Float64Array {
  const n = labels.length;
  const near = nearest(distances, n, k);
  return Float64Array.from(labels, (label, i) => {
    const hits = near.subarray(i * k, (i + 1) * k).filter((j) => labels[j] === label);
    return hits.length / k;
  });
}
