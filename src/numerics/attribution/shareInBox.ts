/** A rectangle of pixels; its edges may cut some. */
export interface PixelRectangle {
  row: number;
  column: number;
  height: number;
  width: number;
}

/**
 * The share of a map's magnitudes that lies in a box, 0 to 1; that of a pixel which the box cuts
 * counts as spread evenly over it. The map has `width` numbers a row. null where all are zero.
 */
export function shareInBox(
  map: ArrayLike<number>,
  width: number,
  box: PixelRectangle,
): number | null {
  const overlap = (pixel: number, from: number, length: number) =>
    Math.max(0, Math.min(pixel + 1, from + length) - Math.max(pixel, from));
  let [inside, total] = [0, 0];
  for (let i = 0; i < map.length; i++) {
    const magnitude = Math.abs(map[i] ?? 0);
    total += magnitude;
    inside +=
      magnitude *
      overlap(Math.floor(i / width), box.row, box.height) *
      overlap(i % width, box.column, box.width);
  }
  return total === 0 ? null : inside / total;
}
