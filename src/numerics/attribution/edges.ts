import { tensor4d } from '@tensorflow/tfjs-core';

import { sobel } from '../sobel.ts';
import type { Attribution } from './attribution.ts';

/**
 * How steeply brightness changes at each pixel, by the two Sobel filters, √(horizontal² + vertical²);
 * brightness is the mean of the colours, and beyond the border the border goes on. [N,H,W,1]. It
 * asks neither the network nor the scalar: what every method has to differ from.
 */
export const edges: Attribution = async ({ x }) => {
  const [n, h, w, c] = x.shape;
  const values = await x.data();
  const found = new Float32Array(n * h * w);
  for (let i = 0; i < n; i++) {
    const picture = values.subarray(i * h * w * c, (i + 1) * h * w * c);
    found.set(edgeStrength(picture, [h, w, c]), i * h * w);
  }
  return tensor4d(found, [n, h, w, 1]);
};

/** The same for the numbers of one picture [H,W,C]. */
export function edgeStrength(
  values: ArrayLike<number>,
  [h, w, c]: readonly [number, number, number],
): Float32Array {
  const brightness = Float32Array.from({ length: h * w }, (_, pixel) => {
    let sum = 0;
    for (let colour = 0; colour < c; colour++) sum += values[pixel * c + colour] ?? 0;
    return sum / c;
  });
  const at = (row: number, column: number) =>
    brightness[inside(row, h) * w + inside(column, w)] ?? 0;
  return Float32Array.from({ length: h * w }, (_, pixel) => {
    const [row, column] = [Math.floor(pixel / w), pixel % w];
    let [across, down] = [0, 0];
    sobel.forEach((weight, i) => {
      const [a, b] = [Math.floor(i / 3) - 1, (i % 3) - 1];
      across += weight * at(row + a, column + b);
      down += weight * at(row + b, column + a);
    });
    return Math.hypot(across, down);
  });
}

function inside(at: number, length: number): number {
  return Math.max(0, Math.min(length - 1, at));
}
