/**
 * A map that asks no network: the nearer to the middle of the picture, the higher. Its highest
 * values are a disc in the middle, its lowest the corners.
 */
export function centreMap([h, w]: readonly [number, number]): Float64Array {
  return Float64Array.from({ length: h * w }, (_, i) => {
    const [row, column] = [Math.floor(i / w), i % w];
    return -Math.hypot(row + 0.5 - h / 2, column + 0.5 - w / 2);
  });
}
