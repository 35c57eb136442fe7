/**
 * The row that a dragged one changes places with, however far the pointer went at once: it passes
 * every neighbour whose middle the pointer has passed.
 *
 * @param middles of all rows, from the top down, in the unit of `y`
 * @param at the dragged row
 */
export function draggedTo(middles: readonly number[], at: number, y: number): number {
  let to = at;
  while (y < (middles[to - 1] ?? -Infinity)) to--;
  while (y > (middles[to + 1] ?? Infinity)) to++;
  return to;
}
