import { tensor4d, type Tensor4D } from '@tensorflow/tfjs-core';

import { normal } from '../normal.ts';
import { colourShift } from './colourShift.ts';
import type { Ingredients } from './ingredients.ts';
import type { PrincipalColours } from './principalColours.ts';
import { study } from './study.ts';

/** Pictures as a network takes them, side × side × 3 numbers each, one after the other. */
export interface Prepared {
  values: Float32Array;
  side: number;
  /** The principal components of the colours of those that are learned. */
  colours: PrincipalColours;
}

/**
 * A batch [N,side,side,3] of some pictures: as they are, or each shifted by up to two pixels and
 * mirrored by chance (`crops`), or in colours moved by one draw a picture (`colour`).
 */
export function augmented(
  { values, side, colours }: Prepared,
  chosen: readonly number[],
  { crops, colour }: Pick<Ingredients, 'crops' | 'colour'>,
  random: () => number,
): Tensor4D {
  const draw = normal(random);
  const each = side * side * 3;
  const batch = new Float32Array(chosen.length * each);
  const away = () => Math.floor(random() * (2 * study.reach + 1)) - study.reach;
  chosen.forEach((picture, at) => {
    const [down, right, mirror] = crops ? [away(), away(), random() < 0.5] : [0, 0, false];
    const alphas = [0, 0, 0].map(() => (colour ? study.colour * draw() : 0));
    const shift = colourShift(colours, alphas, 'deviation');
    for (let row = 0; row < side; row++) {
      for (let column = 0; column < side; column++) {
        const from = within(column + right, side);
        const pixel = within(row + down, side) * side + (mirror ? side - 1 - from : from);
        for (const c of [0, 1, 2] as const) {
          batch[at * each + (row * side + column) * 3 + c] =
            (values[picture * each + pixel * 3 + c] ?? 0) + shift[c];
        }
      }
    }
  });
  return tensor4d(batch, [chosen.length, side, side, 3]);
}

/** A place beyond the border is one within, reflected. */
function within(at: number, side: number): number {
  if (at < 0) return -at;
  return at < side ? at : 2 * (side - 1) - at;
}
