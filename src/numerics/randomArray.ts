import type { Array4D } from './conv/naive.ts';

/** A four-axis array filled from a stream of numbers, such as a seeded `normal`. */
export function randomArray(shape: Array4D['shape'], draw: () => number): Array4D {
  const [a, b, c, d] = shape;
  return { shape, values: Float64Array.from({ length: a * b * c * d }, draw) };
}

/** A whole number from `least` to `most`, both included. */
export function randomWhole(random: () => number, least: number, most: number): number {
  return least + Math.floor(random() * (most - least + 1));
}
