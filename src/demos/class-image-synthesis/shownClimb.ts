import { pixelsUri } from '#demos/network/pixelsUri.ts';
import type { Climbed, Made } from '#numerics/tasks/class-image-synthesis-climb.ts';

/** A picture as a tile shows it. */
export interface ShownPicture extends Omit<Made, 'x'> {
  src: string;
}

/** The pictures of a climb at one of its steps. */
export interface ShownClimb {
  step: number;
  pictures: ShownPicture[];
}

/** −1 to 1 as levels from 0 to 255. */
export function levelsOf(x: ArrayLike<number>): Uint8ClampedArray<ArrayBuffer> {
  return Uint8ClampedArray.from(x, (value) => 127.5 * (value + 1));
}

export function shownClimb({ step, made }: Climbed): ShownClimb {
  return {
    step,
    pictures: made.map(({ x, ...rest }) => ({ ...rest, src: pixelsUri(levelsOf(x)) })),
  };
}

/** The mean correlation of all pairs of pictures: 1 for equal ones, about 0 for unrelated noise. */
export function meanCorrelation(pictures: readonly ArrayLike<number>[]): number {
  const centred = pictures.map((x) => {
    const values = Array.from(x);
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
    const away = values.map((value) => value - mean);
    const length = Math.hypot(...away) || 1;
    return away.map((value) => value / length);
  });
  const pairs = centred.flatMap((a, i) =>
    centred.slice(i + 1).map((b) => a.reduce((sum, value, j) => sum + value * (b[j] ?? 0), 0)),
  );
  return pairs.reduce((sum, value) => sum + value, 0) / Math.max(1, pairs.length);
}
