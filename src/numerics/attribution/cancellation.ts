/**
 * A map [H,W] averaged over squares of `side` pixels: each pixel gets its square's mean. Throws if
 * the squares do not fill the map.
 */
export function squareMeans(
  map: ArrayLike<number>,
  [h, w]: readonly [number, number],
  side: number,
): Float32Array {
  if (h % side !== 0 || w % side !== 0) {
    throw new Error(`Expected squares that fill ${h}×${w} pixels, found a side of ${side}.`);
  }
  const columns = w / side;
  const squareOf = (pixel: number) =>
    Math.floor(Math.floor(pixel / w) / side) * columns + Math.floor((pixel % w) / side);
  const sums = new Float64Array((h / side) * columns);
  for (let i = 0; i < h * w; i++) sums[squareOf(i)] = (sums[squareOf(i)] ?? 0) + (map[i] ?? 0);
  return Float32Array.from({ length: h * w }, (_, i) => (sums[squareOf(i)] ?? 0) / side ** 2);
}

/**
 * How much of a map is left when the pixels of a square are added up with their signs: the sum of
 * the squares' magnitudes over the sum of the pixels' magnitudes. 1 if no two signs meet, 0 if all
 * cancel.
 */
export function shareLeft(
  map: ArrayLike<number>,
  size: readonly [number, number],
  side: number,
): number {
  return magnitudeOf(squareMeans(map, size, side)) / magnitudeOf(map);
}

/** The share of pixels that have the sign of the pixel to their right; a zero agrees with none. */
export function neighboursAgree(map: ArrayLike<number>, [h, w]: readonly [number, number]): number {
  let same = 0;
  for (let i = 0; i < h * w; i++) {
    if (i % w < w - 1 && (map[i] ?? 0) * (map[i + 1] ?? 0) > 0) same++;
  }
  return same / (h * (w - 1));
}

/** The share of places where two maps have the same sign; a zero agrees with none. */
export function signsAgree(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let same = 0;
  for (let i = 0; i < a.length; i++) if ((a[i] ?? 0) * (b[i] ?? 0) > 0) same++;
  return same / a.length;
}

function magnitudeOf(map: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < map.length; i++) sum += Math.abs(map[i] ?? 0);
  return sum;
}
