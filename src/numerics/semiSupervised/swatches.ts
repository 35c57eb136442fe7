import { surfaceAt, surfaces, type Lie } from '../conflict/surface.ts';
import { normal } from '../normal.ts';
import { mulberry32 } from '../random.ts';
import { OTHER } from './moons.ts';

/** Pixels of a side of a swatch. */
export const SWATCH = 16;
/** The patterns to be told apart, and those that may get into a pool without being any of them. */
export const PATTERNS = surfaces;
export const OTHERS = ['grid', 'waves'] as const;

/** Standard deviation of the noise of a pixel, in levels of 255. */
const NOISE = 10;

/** A swatch of cloth: its pattern, one of PATTERNS or, with `other`, of OTHERS, and a seed for the rest. */
export interface Swatch {
  pattern: number;
  other: boolean;
  seed: number;
}

/**
 * Draws a swatch, RGB from 0 to 255, 16×16. The colours, the lie of the pattern, how strongly it stands
 * out (± 12 to 45 levels) and the noise of each pixel are drawn from the seed, alike for every pattern.
 */
export function drawSwatch({ pattern, other, seed }: Swatch): Uint8ClampedArray {
  const random = mulberry32(Math.imul(seed + 1, 0x9e3779b1));
  const draw = normal(random);
  const between = (low: number, high: number) => low + (high - low) * random();
  const lie: Lie = {
    x: between(0, 100),
    y: between(0, 100),
    angle: between(0, Math.PI),
    grain: Math.floor(between(0, 2 ** 31)),
  };
  const ground = [0, 1, 2].map(() => between(80, 175));
  const contrast = contrastOf(seed) * (random() < 0.5 ? 1 : -1);
  const tint = [0, 1, 2].map(() => between(0.6, 1.4));
  const surface = surfaces[pattern] ?? 'stripes';
  const pixels = new Uint8ClampedArray(SWATCH * SWATCH * 3);
  for (let row = 0; row < SWATCH; row++) {
    for (let column = 0; column < SWATCH; column++) {
      const sign = other
        ? otherAt(pattern, column, row, lie)
        : surfaceAt(surface, column, row, lie);
      const grain = NOISE * draw();
      for (let colour = 0; colour < 3; colour++) {
        const even = (ground[colour] ?? 0) + grain;
        pixels[(row * SWATCH + column) * 3 + colour] = even + sign * contrast * (tint[colour] ?? 1);
      }
    }
  }
  return pixels;
}

/** By how many levels a swatch's pattern stands out from its ground, either way. */
export function contrastOf(seed: number): number {
  return 12 + 33 * mulberry32(Math.imul(seed + 1, 0x85ebca6b))();
}

/** Thin lines both ways, or stripes that swing to and fro: the patterns of no class. */
function otherAt(which: number, column: number, row: number, lie: Lie): 1 | -1 {
  const [cos, sin] = [Math.cos(lie.angle), Math.sin(lie.angle)];
  const u = (cos * column + sin * row + lie.x) / 5;
  const v = (cos * row - sin * column + lie.y) / 5;
  const part = (value: number) => value - Math.floor(value);
  if (which === 0) return Math.min(part(u), part(v)) < 0.29 ? 1 : -1;
  return part(u + 0.35 * Math.sin(2 * Math.PI * v * 0.6)) < 0.5 ? 1 : -1;
}

/**
 * Swatches of the patterns in turn; the last `share` of them are of OTHERS, in turn. Labels are the
 * numbers of the patterns, OTHER for those of none.
 */
export function drawSwatches(
  count: number,
  { share, seed }: { share: number; seed: number },
): { swatches: Swatch[]; labels: number[] } {
  const random = mulberry32(Math.imul(seed + 1, 0x9e3779b1) + 7);
  const own = Math.round(count * (1 - share));
  const swatches = Array.from({ length: count }, (_, i): Swatch => {
    const other = i >= own;
    const pattern = i % (other ? OTHERS.length : PATTERNS.length);
    return { pattern, other, seed: Math.floor(random() * 2 ** 31) };
  });
  return { swatches, labels: swatches.map(({ pattern, other }) => (other ? OTHER : pattern)) };
}
