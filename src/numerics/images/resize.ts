import { pictureFrom, type Picture } from './picture.ts';

/** What one new pixel is made of: old pixels from `first` on, and their shares, which add up to 1. */
export interface Taps {
  first: number;
  shares: number[];
}

/**
 * How a line of `from` pixels becomes one of `to`: each new pixel is a weighted mean under a
 * triangle around its centre. The triangle reaches one *old* pixel to either side where the line
 * grows (linear interpolation), and one *new* pixel where it shrinks, so that detail which the new
 * pixels cannot carry is averaged away and does not alias. At the ends the shares inside count.
 * The rule of PyTorch's `interpolate(mode="bilinear", antialias=True)` and of Pillow.
 */
export function taps(from: number, to: number): Taps[] {
  const step = from / to;
  const reach = Math.max(1, step);
  return Array.from({ length: to }, (_, i) => {
    const centre = (i + 0.5) * step; // pixel j of the old line covers j to j + 1
    const first = Math.max(0, Math.ceil(centre - reach - 0.5));
    const last = Math.min(from - 1, Math.floor(centre + reach - 0.5));
    const weights = Array.from({ length: last - first + 1 }, (_, k) =>
      Math.max(0, 1 - Math.abs(first + k + 0.5 - centre) / reach),
    );
    const total = weights.reduce((sum, weight) => sum + weight, 0);
    return { first, shares: weights.map((weight) => weight / total) };
  });
}

/** T_s: the picture with other numbers of rows and columns, both at least 1. */
export function resize(picture: Picture, height: number, width: number): Picture {
  const tall = resizeRows(picture, height);
  const { channels } = picture;
  const across = taps(picture.width, width);
  return pictureFrom([height, width, channels], (row, column, channel) =>
    meanUnder(across[column], (at) => tall.values[(row * tall.width + at) * channels + channel]),
  );
}

function resizeRows(picture: Picture, height: number): Picture {
  const { width, channels, values } = picture;
  const down = taps(picture.height, height);
  return pictureFrom([height, width, channels], (row, column, channel) =>
    meanUnder(down[row], (at) => values[(at * width + column) * channels + channel]),
  );
}

function meanUnder(found: Taps | undefined, valueAt: (at: number) => number | undefined): number {
  if (!found) return Number.NaN;
  return found.shares.reduce(
    (sum, share, k) => sum + share * (valueAt(found.first + k) ?? Number.NaN),
    0,
  );
}
