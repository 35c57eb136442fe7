/**
 * The nearest other point in a direction, within 45° of it to either side; the point itself if there
 * is none. x and y of each point in turn.
 */
export function neighbourTowards(
  points: ArrayLike<number>,
  from: number,
  across: number,
  up: number,
): number {
  let [best, least] = [from, Infinity];
  for (let i = 0; i < points.length / 2; i++) {
    const dx = (points[2 * i] ?? 0) - (points[2 * from] ?? 0);
    const dy = (points[2 * i + 1] ?? 0) - (points[2 * from + 1] ?? 0);
    const distance = Math.hypot(dx, dy);
    if (i === from || distance >= least || dx * across + dy * up < distance * Math.SQRT1_2)
      continue;
    if (distance > 0) [best, least] = [i, distance];
  }
  return best;
}
