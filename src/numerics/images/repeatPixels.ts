import { pictureFrom, type Picture } from './picture.ts';

/** T_m for a whole m by repetition: each pixel becomes m×m equal ones. T_m T_n = T_mn exactly. */
export function repeatPixels({ height, width, channels, values }: Picture, m: number): Picture {
  return pictureFrom(
    [height * m, width * m, channels],
    (row, column, channel) =>
      values[(Math.floor(row / m) * width + Math.floor(column / m)) * channels + channel] ??
      Number.NaN,
  );
}
