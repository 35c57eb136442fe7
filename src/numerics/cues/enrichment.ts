import { shareInBox, type PixelRectangle } from '../attribution/shareInBox.ts';

/**
 * How much more of a map lies in a box M than if it were spread evenly: m · HW/|M|, where m is the
 * share of the map's magnitudes in the box. 1 says that the box is nothing special; for the whole
 * picture it is always 1. The map has `width` numbers a row. null for a map of zeros.
 */
export function enrichment(
  map: ArrayLike<number>,
  width: number,
  box: PixelRectangle,
): number | null {
  const share = shareInBox(map, width, box);
  return share === null ? null : (share * map.length) / (box.height * box.width);
}

/**
 * The mean of many maps of one size, each divided by its mean magnitude first so that all count
 * alike: at each place, how many times the even share. Its mean over a box is the mean of the maps'
 * enrichments there. Maps of zeros are left out; null if nothing is left.
 */
export function meanMap(maps: readonly ArrayLike<number>[]): Float32Array | null {
  const size = maps[0]?.length ?? 0;
  const sum = new Float64Array(size);
  let counted = 0;
  for (const map of maps) {
    let total = 0;
    for (let i = 0; i < size; i++) total += Math.abs(map[i] ?? 0);
    if (total === 0) continue;
    counted++;
    for (let i = 0; i < size; i++) sum[i] = (sum[i] ?? 0) + (Math.abs(map[i] ?? 0) * size) / total;
  }
  return counted === 0 ? null : Float32Array.from(sum, (value) => value / counted);
}
