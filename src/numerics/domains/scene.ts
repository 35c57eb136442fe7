import { mulberry32 } from '../random.ts';
import { isInside, outlines } from './outline.ts';

/** Pixels of a side of the drawn pictures, and numbers of a picture. */
export const SIDE = 16;
export const NUMBERS = SIDE * SIDE * 3;
/** Classes: class c has the outline of number c. */
export const CLASSES = outlines.length;

/** What there is to be seen, in whatever style: a figure's class, and the seed of all else. */
export interface Scene {
  label: number;
  seed: number;
}

/** Points of a pixel's side at which it is asked whether they are inside. */
const POINTS = 2;

/**
 * How much of each pixel the figure covers, 0 to 1, row by row. Place, size and turn are drawn with
 * `random`, alike for every class.
 */
export function coverage({ label }: Scene, random: () => number): Float32Array {
  const between = (low: number, high: number) => low + (high - low) * random();
  const outline = outlines[label] ?? 'disc';
  const size = between(3.9, 4.8);
  const [x, y] = [between(6.7, 9.3), between(6.7, 9.3)];
  const turn = between(-0.3, 0.3);
  const [cos, sin] = [Math.cos(turn) / size, Math.sin(turn) / size];
  return Float32Array.from({ length: SIDE * SIDE }, (_, pixel) => {
    let inside = 0;
    for (let point = 0; point < POINTS ** 2; point++) {
      const dx = (pixel % SIDE) + ((point % POINTS) + 0.5) / POINTS - x;
      const dy = Math.floor(pixel / SIDE) + (Math.floor(point / POINTS) + 0.5) / POINTS - y;
      if (isInside(outline, cos * dx + sin * dy, cos * dy - sin * dx)) inside++;
    }
    return inside / POINTS ** 2;
  });
}

/** The generator of everything that is drawn by lot in a scene. */
export function lotOf({ seed }: Scene): () => number {
  return mulberry32(Math.imul(seed + 1, 0x9e3779b1));
}
