import type { Cell } from './matrix.ts';
import { layInk, type Ink, type Picture } from './stroke.ts';

/**
 * A copy of the picture in which the area of one colour around a pixel has another ink: the pixels of
 * exactly that colour that are reached from it by steps up, down, left and right.
 */
export function floodFill(picture: Picture, { row, column }: Cell, ink: Ink): Uint8Array {
  const { width, height, pixels } = picture;
  const filled = pixels.slice();
  const reached = new Uint8Array(width * height);
  const colourOf = (pixel: number) => pixels.subarray(3 * pixel, 3 * pixel + 3).join();
  const start = row * width + column;
  const colour = colourOf(start);
  const waiting = [start];
  reached[start] = 1;
  for (let pixel = waiting.pop(); pixel !== undefined; pixel = waiting.pop()) {
    layInk(filled, pixel, ink);
    const at = pixel % width;
    const neighbours = [
      ...(at > 0 ? [pixel - 1] : []),
      ...(at < width - 1 ? [pixel + 1] : []),
      ...(pixel >= width ? [pixel - width] : []),
      ...(pixel < width * (height - 1) ? [pixel + width] : []),
    ];
    for (const next of neighbours) {
      if (reached[next] === 1 || colourOf(next) !== colour) continue;
      reached[next] = 1;
      waiting.push(next);
    }
  }
  return filled;
}
