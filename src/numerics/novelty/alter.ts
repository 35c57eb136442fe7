/** Ways to change how a picture looks and not what it shows; `training/experiments/alterations.py` has the same. */
export const alterations = ['edges', 'inverted', 'blurred', 'grey', 'upside down'] as const;

export type Alteration = (typeof alterations)[number];

/** Pixels of a side of the pictures, and numbers of each: red, green, blue, row by row. */
const SIDE = 32;
const NUMBERS = SIDE * SIDE * 3;

/** Levels of darkness for each level of slope, and the blur's standard deviation and reach in pixels. */
const EDGE_GAIN = 6;
const BLUR = 2;
const REACH = 6;

const within = (place: number) => Math.min(SIDE - 1, Math.max(0, place));
const byte = (value: number) => Math.min(255, Math.max(0, Math.floor(value + 0.5)));

/** Brightness Y = 0.299 R + 0.587 G + 0.114 B of each pixel. */
function brightness(picture: ArrayLike<number>): Float64Array {
  return Float64Array.from(
    { length: SIDE * SIDE },
    (_, i) =>
      0.299 * (picture[3 * i] ?? 0) +
      0.587 * (picture[3 * i + 1] ?? 0) +
      0.114 * (picture[3 * i + 2] ?? 0),
  );
}

/** A picture of one value a pixel. */
function fromGrey(valueAt: (row: number, column: number) => number): Uint8Array<ArrayBuffer> {
  return Uint8Array.from({ length: NUMBERS }, (_, i) => {
    const pixel = Math.floor(i / 3);
    return byte(valueAt(Math.floor(pixel / SIDE), pixel % SIDE));
  });
}

/** Dark lines on white paper where brightness changes: the length of Sobel's gradient. */
function edges(picture: ArrayLike<number>): Uint8Array<ArrayBuffer> {
  const levels = brightness(picture);
  const at = (row: number, column: number) => levels[within(row) * SIDE + within(column)] ?? 0;
  return fromGrey((r, c) => {
    let [across, down] = [0, 0];
    for (const [step, weight] of [
      [-1, 1],
      [0, 2],
      [1, 1],
    ] as const) {
      across += weight * (at(r + step, c + 1) - at(r + step, c - 1));
      down += weight * (at(r + 1, c + step) - at(r - 1, c + step));
    }
    return 255 - (EDGE_GAIN * Math.hypot(across, down)) / 8;
  });
}

/** Gaussian blur, first along rows and then along columns, the border repeated. */
function blurred(picture: ArrayLike<number>): Uint8Array<ArrayBuffer> {
  const taps = Array.from({ length: 2 * REACH + 1 }, (_, i) => i - REACH);
  const raw = taps.map((step) => Math.exp(-(step ** 2) / (2 * BLUR ** 2)));
  const total = raw.reduce((sum, weight) => sum + weight, 0);
  const along = (values: ArrayLike<number>, [down, across]: readonly [number, number]) =>
    Float64Array.from({ length: NUMBERS }, (_, i) => {
      const [colour, pixel] = [i % 3, Math.floor(i / 3)];
      const [row, column] = [Math.floor(pixel / SIDE), pixel % SIDE];
      let sum = 0;
      taps.forEach((step, t) => {
        const from = within(row + down * step) * SIDE + within(column + across * step);
        sum += ((raw[t] ?? 0) / total) * (values[3 * from + colour] ?? 0);
      });
      return sum;
    });
  return Uint8Array.from(along(along(picture, [0, 1]), [1, 0]), byte);
}

const ways: Record<Alteration, (picture: ArrayLike<number>) => Uint8Array<ArrayBuffer>> = {
  edges,
  blurred,
  inverted: (picture) => Uint8Array.from(picture, (value) => 255 - value),
  grey(picture) {
    const levels = brightness(picture);
    return fromGrey((row, column) => levels[row * SIDE + column] ?? 0);
  },
  'upside down': (picture) =>
    Uint8Array.from({ length: NUMBERS }, (_, i) => {
      const line = Math.floor(i / (3 * SIDE));
      return picture[(SIDE - 1 - 2 * line) * 3 * SIDE + i] ?? 0;
    }),
};

/**
 * One picture of 32×32, RGB from 0 to 255, altered: (1 − t) times itself and t times its altered form,
 * t from 0 to 1.
 */
export function alter(
  picture: ArrayLike<number>,
  alteration: Alteration,
  t: number,
): Uint8Array<ArrayBuffer> {
  if (picture.length !== NUMBERS) {
    throw new Error(`Expected ${NUMBERS} numbers of a picture, found ${picture.length}.`);
  }
  const altered = ways[alteration](picture);
  return Uint8Array.from(picture as ArrayLike<number>, (value, i) =>
    byte((1 - t) * value + t * (altered[i] ?? 0)),
  );
}
