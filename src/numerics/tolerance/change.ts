import type { Picture } from '../images/picture.ts';
import { resize } from '../images/resize.ts';
import { inDisc, rotate } from '../images/rotate.ts';

/** What is done to a picture: another size, in pixels of its side; or a turn, in degrees. */
export type Change = 'scale' | 'rotation';

/** Pixels of a picture's side as the network was trained. */
export const SIDE = 32;

/** The sides that are tried, 0.375 to 2.5 times 32: multiples of 4, which two poolings divide. */
export const sides: readonly number[] = Array.from({ length: 18 }, (_, i) => 12 + 4 * i);

/** The turns that are tried, in degrees, counter-clockwise. */
export const angles: readonly number[] = Array.from({ length: 25 }, (_, i) => 15 * i - 180);

/** Where a change is tried, and where it changes nothing. */
export const tried: Readonly<Record<Change, { amounts: readonly number[]; home: number }>> = {
  scale: { amounts: sides, home: SIDE },
  rotation: { amounts: angles, home: 0 },
};

/**
 * The picture changed by this amount. A scaled one comes on a canvas of its own size: nothing is
 * cut off and nothing filled in. A turned one is reduced to the disc that every turn keeps, grey
 * outside, at 0° as well.
 */
export function changed(picture: Picture, change: Change, amount: number): Picture {
  return change === 'scale' ? resize(picture, amount, amount) : inDisc(rotate(picture, amount));
}

/**
 * The control: changed by this amount and back again. Size and place are the picture's own, but
 * what the resampling blurs is blurred.
 */
export function thereAndBack(picture: Picture, change: Change, amount: number): Picture {
  const { height, width } = picture;
  return change === 'scale'
    ? resize(resize(picture, amount, amount), height, width)
    : inDisc(rotate(rotate(picture, amount), -amount));
}
