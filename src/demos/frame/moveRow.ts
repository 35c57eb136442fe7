/** A copy of a list with the entry at `from` taken out and put back in at `to`. */
export function moveRow<Row>(rows: readonly Row[], from: number, to: number): Row[] {
  const kept = rows.filter((_, index) => index !== from);
  return [...kept.slice(0, to), ...rows.slice(from, from + 1), ...kept.slice(to)];
}
