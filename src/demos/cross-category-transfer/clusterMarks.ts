/** Numbers of marks that no held-out class has. */
const OTHERS = [0, 1, 2, 3, 7, 8, 10, 11, 12, 13];

/** A mark for each cluster: that of the class it is matched with, or one that no class has. */
export function clusterMarks(
  matched: readonly (number | null)[],
  markOfClass: readonly number[],
): number[] {
  let next = 0;
  return matched.map((c) => (c === null ? (OTHERS[next++] ?? 0) : (markOfClass[c] ?? 0)));
}
