import { CLASSES } from '../conflict/figure.ts';
import type { Lesson } from './pictures.ts';

/** A network to be trained: how wide it is, and what on. */
export interface WidthTrial extends Lesson {
  width: number;
}

/** Widths of the networks that were recorded. */
export const WIDTHS = [1, 2, 3, 4, 6, 8, 16] as const;

/** How each is trained; all take equally many steps of Adam. */
export const widthStudy = {
  batch: 20,
  rate: 0.003,
  /** Steps in a part, after which both errors are counted, and parts. */
  steps: 50,
  parts: 16,
} as const;

/** Maps of the three convolutions of a network of width w. */
export function widthsOf(width: number): number[] {
  return [width, 2 * width, 2 * width];
}

/** Weights and biases of that network: three convolutions 3×3, the first on RGB, and a dense layer. */
export function parametersOfWidth(width: number): number {
  const [first = 0, second = 0, third = 0] = widthsOf(width);
  const conv = (inputs: number, outputs: number) => (9 * inputs + 1) * outputs;
  return conv(3, first) + conv(first, second) + conv(second, third) + (third + 1) * CLASSES;
}
