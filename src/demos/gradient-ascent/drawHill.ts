import { hills, type HillName, type Point } from '#numerics/ascent/plane.ts';
import { imageUri } from '#ui/imageUri.ts';
import { REACH } from './state.ts';

/** Pixels of a side of the drawing, and steps between its lowest and its highest place. */
const [SIDE, BANDS] = [180, 14];

/** S − λ‖x‖² over the plane in bands of equal height, so that their borders are lines of height. */
export function drawHill(name: HillName, lambda: number): string {
  const heights = Float32Array.from({ length: SIDE * SIDE }, (_, i) =>
    heightAt(name, lambda, [across(i % SIDE), -across(Math.floor(i / SIDE))]),
  );
  const [low, high] = [heights.reduce(least), heights.reduce(most)];
  const pixels = heights.map(
    (height) =>
      (0.75 * Math.min(BANDS - 1, Math.floor((BANDS * (height - low)) / (high - low || 1)))) /
      (BANDS - 1),
  );
  return imageUri({ width: SIDE, height: SIDE, kind: 'unsigned', pixels, scale: 1 });
}

/** S(x) − λ‖x‖². */
export function heightAt(name: HillName, lambda: number, x: Point): number {
  return hills[name].value(x) - lambda * (x[0] ** 2 + x[1] ** 2);
}

function across(at: number): number {
  return REACH * ((2 * (at + 0.5)) / SIDE - 1);
}

function least(a: number, b: number): number {
  return Math.min(a, b);
}

function most(a: number, b: number): number {
  return Math.max(a, b);
}
