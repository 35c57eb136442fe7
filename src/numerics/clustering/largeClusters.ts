/**
 * How many clusters hold at least an even share, n/K, of the points: with K too large on purpose, an
 * estimate of the number of kinds that needs no label. `sizes` are the K clusters' numbers of points.
 */
export function largeClusters(sizes: readonly number[]): number {
  const share = sizes.reduce((sum, size) => sum + size, 0) / sizes.length;
  return sizes.filter((size) => size >= share).length;
}
