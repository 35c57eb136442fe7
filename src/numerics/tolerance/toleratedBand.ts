/** From where to where around its home a curve stays at a level or above. */
export interface Band {
  low: number;
  high: number;
  /** Whether the curve was still at the level where the measuring ended, so that more may follow. */
  openLow: boolean;
  openHigh: boolean;
}

/**
 * The band that is tolerated: the stretch around `home` on which the curve, straight between its
 * points [position, value], stays at `level` or above without a break. null when it is below the
 * level at home itself. Points in ascending order, one of them at home; throws otherwise.
 */
export function toleratedBand(
  points: readonly (readonly [position: number, value: number])[],
  home: number,
  level: number,
): Band | null {
  const at = points.findIndex(([position]) => position === home);
  const start = points[at];
  if (!start) throw new Error(`Expected a point at ${home}, found none.`);
  if (!(start[1] >= level)) return null;
  const up = reach(points.slice(at), level);
  const down = reach(points.slice(0, at + 1).reverse(), level);
  return { low: down.end, high: up.end, openLow: down.open, openHigh: up.open };
}

/** Walks along points whose first is at the level or above. */
function reach(points: readonly (readonly [number, number])[], level: number) {
  let [end, value] = points[0] ?? [Number.NaN, Number.NaN];
  for (const [position, next] of points.slice(1)) {
    if (next < level) {
      const share = (value - level) / (value - next);
      return { end: end + share * (position - end), open: false };
    }
    [end, value] = [position, next];
  }
  return { end, open: true };
}
