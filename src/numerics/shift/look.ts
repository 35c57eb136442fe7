import { alter } from '../novelty/alter.ts';
import { normal } from '../normal.ts';
import { mulberry32 } from '../random.ts';

/** Ways to change the look of a picture by an amount; `training/experiments/looks.py` has the same. */
export const looks = [
  'edges',
  'inverted',
  'blur',
  'noise',
  'contrast',
  'dark',
  'hue',
  'grey',
] as const;

export type Look = (typeof looks)[number];

/** What the full amount is: deviation in pixels, deviation in levels, share that is kept, degrees. */
export const FULL = { blur: 2.5, noise: 64, kept: 0.1, degrees: 180 } as const;

const SIDE = 32;
const NUMBERS = SIDE * SIDE * 3;
const REACH = 8;

type Pixels = Uint8Array<ArrayBuffer>;

const byte = (value: number) => Math.min(255, Math.max(0, Math.floor(value + 0.5)));
const mapped = (picture: ArrayLike<number>, of: (value: number, at: number) => number): Pixels =>
  Uint8Array.from(picture as ArrayLike<number>, (value, at) => byte(of(value, at)));

/** Gaussian blur of deviation σ pixels, along rows and then along columns, the border repeated. */
function blur(picture: ArrayLike<number>, sigma: number): Pixels {
  if (sigma === 0) return Uint8Array.from(picture);
  const taps = Array.from({ length: 2 * REACH + 1 }, (_, i) => i - REACH);
  const raw = taps.map((step) => Math.exp(-(step ** 2) / (2 * sigma ** 2)));
  const total = raw.reduce((sum, weight) => sum + weight, 0);
  const within = (place: number) => Math.min(SIDE - 1, Math.max(0, place));
  const along = (values: ArrayLike<number>, [down, across]: readonly [number, number]) =>
    Float64Array.from({ length: NUMBERS }, (_, i) => {
      const [colour, pixel] = [i % 3, Math.floor(i / 3)];
      const [row, column] = [Math.floor(pixel / SIDE), pixel % SIDE];
      let sum = 0;
      for (let t = 0; t < taps.length; t++) {
        const step = taps[t] ?? 0;
        const from = within(row + down * step) * SIDE + within(column + across * step);
        sum += ((raw[t] ?? 0) / total) * (values[3 * from + colour] ?? 0);
      }
      return sum;
    });
  return Uint8Array.from(along(along(picture, [0, 1]), [1, 0]), byte);
}

/** Each pixel and colour drawn by itself, deviation in levels of 255; cut off at 0 and 255. */
function noise(picture: ArrayLike<number>, deviation: number, seed: number): Pixels {
  const draw = normal(mulberry32(seed));
  return mapped(picture, (value) => value + deviation * draw());
}

/** Drawn towards the picture's mean; a share of the contrast is kept. */
function contrast(picture: ArrayLike<number>, kept: number): Pixels {
  let sum = 0;
  for (let i = 0; i < NUMBERS; i++) sum += picture[i] ?? 0;
  const mean = sum / NUMBERS;
  return mapped(picture, (value) => mean + kept * (value - mean));
}

/** Colours turned about the axis of greys. */
function hue(picture: ArrayLike<number>, degrees: number): Pixels {
  const angle = (degrees * Math.PI) / 180;
  const third = (1 - Math.cos(angle)) / 3;
  const [same, turned] = [Math.cos(angle) + third, Math.sin(angle) / Math.sqrt(3)];
  return mapped(picture, (value, at) => {
    const pixel = at - (at % 3);
    const after = picture[pixel + ((at + 1) % 3)] ?? 0;
    const before = picture[pixel + ((at + 2) % 3)] ?? 0;
    return same * value + (third - turned) * after + (third + turned) * before;
  });
}

/**
 * One picture of 32×32, RGB from 0 to 255, in another look by an amount t from 0, as it is, to 1; the
 * seed draws the noise. Throws when the numbers are not those of one picture.
 */
export function restyle(
  picture: ArrayLike<number>,
  look: Look,
  t: number,
  seed: number,
): Uint8Array<ArrayBuffer> {
  if (picture.length !== NUMBERS) {
    throw new Error(`Expected ${NUMBERS} numbers of a picture, found ${picture.length}.`);
  }
  const kept = 1 - (1 - FULL.kept) * t;
  switch (look) {
    case 'edges':
    case 'inverted':
    case 'grey':
      return alter(picture, look, t);
    case 'blur':
      return blur(picture, FULL.blur * t);
    case 'noise':
      return noise(picture, FULL.noise * t, seed);
    case 'contrast':
      return contrast(picture, kept);
    case 'dark':
      return mapped(picture, (value) => kept * value);
    case 'hue':
      return hue(picture, FULL.degrees * t);
  }
}

/** The seed of picture number `index` of `count`, so that every picture has its own noise. */
export function seedOf(seed: number, index: number, count: number): number {
  return seed * count + index;
}
