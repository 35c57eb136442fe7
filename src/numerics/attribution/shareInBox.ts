/** A rectangle of pixels. */
export interface PixelRectangle {
  row: number;
  column: number;
  height: number;
  width: number;
}

/**
 * The share of a map's total that lies in a box, 0 to 1: of its magnitudes, or of its positive part
 * only. The map has `width` numbers a row. null where the total is zero.
 */
export function shareInBox(
  map: ArrayLike<number>,
  width: number,
  box: PixelRectangle,
  of: 'magnitude' | 'positive' = 'magnitude',
): number | null {
  let [inside, total] = [0, 0];
  for (let i = 0; i < map.length; i++) {
    const value = map[i] ?? 0;
    const weight = of === 'magnitude' ? Math.abs(value) : Math.max(0, value);
    total += weight;
    const [row, column] = [Math.floor(i / width) - box.row, (i % width) - box.column];
    if (row >= 0 && row < box.height && column >= 0 && column < box.width) inside += weight;
  }
  return total === 0 ? null : inside / total;
}
