import { mulberry32 } from '../random.ts';
import { isInside, silhouettes } from './silhouette.ts';
import { surfaceAt, surfaces, type Lie } from './surface.ts';

/** Pixels of a side of the drawn pictures. */
export const SIDE = 32;
/** Numbers of a picture. */
export const NUMBERS = SIDE * SIDE * 3;
/** Classes: class c has the silhouette and the texture of number c. */
export const CLASSES = silhouettes.length;

/** A figure: which silhouette and which texture, and the seed of everything else about it. */
export interface Figure {
  /** Numbers of classes. */
  shape: number;
  texture: number;
  seed: number;
}

/** How far the figure's mean stands out from the ground, in levels of 255. */
const STEP = 50;

/**
 * Draws a figure, RGB from 0 to 255, 32×32. Place, size, turn, colours and the lie of the texture are
 * drawn from the seed, alike for every class. The texture moves the figure's colour by ± `contrast`
 * levels; the ground is even. The figure is as often lighter than the ground as darker.
 */
export function drawFigure({ shape, texture, seed }: Figure, contrast: number): Uint8ClampedArray {
  const random = mulberry32(Math.imul(seed + 1, 0x9e3779b1));
  const between = (low: number, high: number) => low + (high - low) * random();
  const silhouette = silhouettes[shape] ?? 'disc';
  const surface = surfaces[texture] ?? 'stripes';
  const size = between(8, 10.5);
  const [x, y] = [between(12, 19), between(12, 19)];
  const turn = between(-0.35, 0.35);
  const lie: Lie = {
    x: between(0, 100),
    y: between(0, 100),
    angle: between(0, Math.PI),
    grain: Math.floor(between(0, 2 ** 31)),
  };
  const step = random() < 0.5 ? STEP : -STEP;
  const ground = [0, 1, 2].map(() => between(90, 165));
  const tint = [0, 1, 2].map(() => step + between(-20, 20));

  const [cos, sin] = [Math.cos(turn) / size, Math.sin(turn) / size];
  const pixels = new Uint8ClampedArray(NUMBERS);
  for (let row = 0; row < SIDE; row++) {
    for (let column = 0; column < SIDE; column++) {
      const [dx, dy] = [column - x, row - y];
      const inside = isInside(silhouette, cos * dx + sin * dy, cos * dy - sin * dx);
      const pattern = inside ? contrast * surfaceAt(surface, column, row, lie) : 0;
      for (let colour = 0; colour < 3; colour++) {
        const even = (ground[colour] ?? 0) + (inside ? (tint[colour] ?? 0) : 0);
        pixels[(row * SIDE + column) * 3 + colour] = even + pattern;
      }
    }
  }
  return pixels;
}
