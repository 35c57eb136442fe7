/**
 * The row that a dragged one changes places with, however far the pointer went at once: it passes
 * every neighbour whose middle the pointer has passed. Never against the pointer's way: a change of
 * places may change the rows' heights, and what one move put up the next would put down again.
 *
 * @param middles of all rows, from the top down, in the unit of `y`
 * @param at the dragged row
 * @param way where the pointer comes from and where it is now
 */
export function draggedTo(
  middles: readonly number[],
  at: number,
  { from, y }: { from: number; y: number },
): number {
  let to = at;
  if (y < from) while (y < (middles[to - 1] ?? -Infinity)) to--;
  if (y > from) while (y > (middles[to + 1] ?? Infinity)) to++;
  return to;
}
