/**
 * The days on which things happened, in the order in which they did, of which some were told by a
 * clock that was wrong. Believed is the longest run of days that never goes back and has nothing of
 * the future after `today`; what stands outside of it happened on the believed day before it, or
 * else on the first one, or today.
 */
export function believedDays(days: readonly number[], today: number): number[] {
  /** The last index of the best chain of each length, and for each index the one before it. */
  const ends: number[] = [];
  const before = new Map<number, number>();
  /** Where the longest chain ends; of equally long ones, the one that ends last in time. */
  let best: { length: number; day: number; index: number } | null = null;
  for (const [index, day] of days.entries()) {
    if (day > today) continue;
    let [low, high] = [0, ends.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((days[ends[middle] ?? 0] ?? 0) <= day) low = middle + 1;
      else high = middle;
    }
    const previous = ends[low - 1];
    if (previous !== undefined) before.set(index, previous);
    ends[low] = index;
    const length = low + 1;
    if (best === null || length > best.length || (length === best.length && day > best.day))
      best = { length, day, index };
  }
  const believed = new Set<number>();
  for (let at = best?.index; at !== undefined; at = before.get(at)) believed.add(at);
  let latest = days.find((_, index) => believed.has(index)) ?? today;
  return days.map((day, index) => {
    if (believed.has(index)) latest = day;
    return latest;
  });
}
