import { pictureFrom, type Picture } from './picture.ts';

/**
 * A square picture turned about its centre by so many degrees, counter-clockwise as it is seen:
 * each new pixel looks up where it came from and takes the linear mean of the four pixels around.
 * What comes from outside takes the nearest pixel of the border; `inDisc` cuts those places off.
 * Quarter turns are exact. Throws when the picture is not square.
 */
export function rotate(picture: Picture, degrees: number): Picture {
  const { height: n, width, channels, values } = picture;
  if (n !== width) throw new Error(`Expected a square picture, found ${n}×${width}.`);
  const [cos, sin] = cosAndSin(degrees);
  const middle = (n - 1) / 2;
  const clamp = (at: number) => Math.max(0, Math.min(n - 1, at));
  const valueAt = (row: number, column: number, channel: number) =>
    values[(clamp(row) * n + clamp(column)) * channels + channel] ?? Number.NaN;
  return pictureFrom([n, n, channels], (row, column, channel) => {
    const [x, y] = [column - middle, middle - row]; // y points up
    const fromColumn = middle + cos * x + sin * y;
    const fromRow = middle - (cos * y - sin * x);
    const [top, left] = [Math.floor(fromRow), Math.floor(fromColumn)];
    const [down, right] = [fromRow - top, fromColumn - left];
    const upper =
      (1 - right) * valueAt(top, left, channel) + right * valueAt(top, left + 1, channel);
    if (down === 0) return upper;
    const lower =
      (1 - right) * valueAt(top + 1, left, channel) + right * valueAt(top + 1, left + 1, channel);
    return (1 - down) * upper + down * lower;
  });
}

/** Exact at quarter turns, where the library's cosine of π/2 is not quite 0. */
function cosAndSin(degrees: number): [number, number] {
  const quarter = degrees / 90;
  if (Number.isInteger(quarter)) {
    const exact = [1, 0, -1, 0];
    const turn = ((quarter % 4) + 4) % 4;
    return [exact[turn] ?? 1, exact[(turn + 3) % 4] ?? 0];
  }
  const angle = (degrees * Math.PI) / 180;
  return [Math.cos(angle), Math.sin(angle)];
}

/**
 * The picture within the largest disc around its centre, and `fill` outside: what every rotation
 * keeps. A pixel belongs to the disc if its centre does.
 */
export function inDisc(picture: Picture, fill = 0): Picture {
  const { height, width, channels, values } = picture;
  const radius = Math.min(height, width) / 2;
  return pictureFrom([height, width, channels], (row, column, channel) => {
    const inside = Math.hypot(row + 0.5 - height / 2, column + 0.5 - width / 2) <= radius;
    return inside ? (values[(row * width + column) * channels + channel] ?? fill) : fill;
  });
}
