/**
 * How far a map's neighbours can be believed (Venna and Kaski 2001): 1 − 2/(nk(2n − 3k − 1)) · Σ over
 * points i and those of their k nearest j in the map that are not among the k nearest in the data of
 * r(i,j) − k, where r is j's rank by distance from i in the data. 1 if none intrudes; around ½ for a
 * map that knows nothing of the data. `squared` are the data's n×n squared distances, `near` the
 * map's neighbours (see `nearest`); k < n/2.
 */
export function trustworthiness(
  squared: Float64Array,
  near: Uint16Array,
  n: number,
  k: number,
): number {
  let penalty = 0;
  for (let i = 0; i < n; i++) {
    const row = squared.subarray(i * n, (i + 1) * n);
    for (const j of near.subarray(i * k, (i + 1) * k)) {
      const distance = row[j] ?? 0;
      let rank = 1;
      for (let l = 0; l < n; l++) {
        const other = row[l] ?? 0;
        if (l !== i && l !== j && (other < distance || (other === distance && l < j))) rank++;
      }
      penalty += Math.max(0, rank - k);
    }
  }
  return 1 - (2 * penalty) / (n * k * (2 * n - 3 * k - 1));
}
