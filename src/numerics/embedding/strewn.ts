import { normal } from '../normal.ts';
import { mulberry32 } from '../random.ts';

/** Points of the plane that belong together: round a centre, with a spread. */
export interface Group {
  centre: readonly [x: number, y: number];
  /** Standard deviation along each axis. */
  spread: number;
  /** Normal around the centre, or evenly over a disc of the same standard deviation. */
  shape: 'normal' | 'disc';
  count: number;
}

/** Draws the points of each group, x and y in turn, group after group; the same for the same seed. */
export function strewn(groups: readonly Group[], seed: number): Float64Array {
  const random = mulberry32(seed);
  const draw = normal(random);
  return Float64Array.from(
    groups.flatMap(({ centre: [x, y], spread, shape, count }) =>
      Array.from({ length: count }, () => {
        if (shape === 'normal') return [x + spread * draw(), y + spread * draw()];
        // A disc of radius 2σ has the standard deviation σ along each axis.
        const radius = 2 * spread * Math.sqrt(random());
        const angle = 2 * Math.PI * random();
        return [x + radius * Math.cos(angle), y + radius * Math.sin(angle)];
      }).flat(),
    ),
  );
}

/** Centre and standard deviation along an axis of points `from` … `to` − 1, x and y in turn. */
export function groupMoments(
  points: ArrayLike<number>,
  from: number,
  to: number,
): { centre: [x: number, y: number]; spread: number } {
  const count = to - from;
  let [x, y, squares] = [0, 0, 0];
  for (let i = from; i < to; i++) {
    x += (points[2 * i] ?? 0) / count;
    y += (points[2 * i + 1] ?? 0) / count;
  }
  for (let i = from; i < to; i++) {
    squares += ((points[2 * i] ?? 0) - x) ** 2 + ((points[2 * i + 1] ?? 0) - y) ** 2;
  }
  return { centre: [x, y], spread: Math.sqrt(squares / (2 * count)) };
}
