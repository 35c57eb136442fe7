import type { PrincipalColours } from '#numerics/alexnet/principalColours.ts';
import { principalColours } from '#numerics/alexnet/principalColours.ts';
import { colourShift, shifted } from '#numerics/alexnet/colourShift.ts';
import { normal } from '#numerics/normal.ts';
import { mulberry32 } from '#numerics/random.ts';
import type { ColourState } from './state.ts';

/** Pixels of a side at which the photograph is shown, half of what its file has. */
export const SHOWN = 112;

/** A photograph, red, green and blue of SHOWN × SHOWN pixels as bytes. */
export type Photograph = Uint8Array;

/** Every second pixel's mean with its neighbours: from 224×224 to 112×112. */
export function halved(pixels: ArrayLike<number>, perPixel: 3 | 4): Photograph {
  const side = 2 * SHOWN;
  return Uint8Array.from({ length: SHOWN * SHOWN * 3 }, (_, at) => {
    const [colour, pixel] = [at % 3, Math.floor(at / 3)];
    const [row, column] = [2 * Math.floor(pixel / SHOWN), 2 * (pixel % SHOWN)];
    const value = (r: number, c: number) => pixels[(r * side + c) * perPixel + colour] ?? 0;
    const sum =
      value(row, column) +
      value(row, column + 1) +
      value(row + 1, column) +
      value(row + 1, column + 1);
    return Math.round(sum / 4);
  });
}

/** The components of a photograph's colours, in units where white is 1. */
export function coloursOf(photograph: Photograph): PrincipalColours {
  return principalColours(photograph, 255);
}

/** By how many levels of 255 red, green and blue move. */
export function levelsOf(
  colours: Pick<PrincipalColours, 'variances' | 'components'>,
  { alphas, scale }: Pick<ColourState, 'alphas' | 'scale'>,
): [number, number, number] {
  const [r, g, b] = colourShift(colours, alphas, scale === 'deviation' ? 'deviation' : 'variance');
  // A variance in levels is 255² times one with white 1, a length 255 times.
  const unit = scale === 'levels' ? 255 ** 2 : 255;
  return [r * unit, g * unit, b * unit];
}

/** The photograph, moved. */
export function moved(photograph: Photograph, levels: readonly number[]): Photograph {
  return shifted(photograph, levels);
}

/** Three draws of standard deviation 0.1, to three places. */
export function drawAlphas(draw: number): number[] {
  const next = normal(mulberry32(Math.imul(draw, 0x9e3779b1)));
  return [0, 1, 2].map(() => {
    const alpha = Number((0.1 * next()).toFixed(3));
    return Math.max(-0.5, Math.min(0.5, alpha));
  });
}
