import { translate, type Border, type MapsShape, type Shift } from './translate.ts';

/** How far the maps of a moved picture are from the moved maps of the picture. */
export interface ShiftError {
  /** ‖f(Tx) − T′f(x)‖ / ‖f(x)‖, over the places that both have. */
  error: number;
  /** T′, in places of the maps. */
  moved: Shift;
  /** Whether the picture's shift is a whole number of the maps' places, so that there is a T′. */
  whole: boolean;
}

/**
 * The equivariance error of maps [H,W,C] that lie `jump` pixels apart, for a picture moved by
 * `shift`. T′ moves them by shift/jump. Where that is no whole number there is no T′; then the error
 * is the smallest for the whole shifts beside it. With wrapped pictures all places are compared,
 * otherwise those whose counterpart is in the picture.
 */
export function shiftError(
  before: ArrayLike<number>,
  after: ArrayLike<number>,
  shape: MapsShape,
  shift: Shift,
  jump: number,
  border: Border,
): ShiftError {
  const beside = (pixels: number) => [
    ...new Set([Math.floor(pixels / jump), Math.ceil(pixels / jump)]),
  ];
  const whole = shift.down % jump === 0 && shift.right % jump === 0;
  let best: ShiftError = { error: Infinity, moved: { down: 0, right: 0 }, whole };
  for (const down of beside(shift.down)) {
    for (const right of beside(shift.right)) {
      const moved = { down: down + 0, right: right + 0 };
      const error = relativeDifference(before, after, shape, moved, border);
      if (error < best.error) best = { error, moved, whole };
    }
  }
  return best;
}

function relativeDifference(
  before: ArrayLike<number>,
  after: ArrayLike<number>,
  shape: MapsShape,
  moved: Shift,
  border: Border,
): number {
  const [height, width, channels] = shape;
  const expected = translate(before, shape, moved);
  const inside = (at: number, by: number, size: number) =>
    border === 'wrap' || (at - by >= 0 && at - by < size);
  let [difference, size] = [0, 0];
  for (let r = 0; r < height; r++) {
    if (!inside(r, moved.down, height)) continue;
    for (let c = 0; c < width; c++) {
      if (!inside(c, moved.right, width)) continue;
      for (let k = 0; k < channels; k++) {
        const at = (r * width + c) * channels + k;
        const value = expected[at] ?? Number.NaN;
        difference += ((after[at] ?? Number.NaN) - value) ** 2;
        size += value ** 2;
      }
    }
  }
  return difference === 0 ? 0 : Math.sqrt(difference / size);
}
