import { imageUri } from '#ui/imageUri.ts';

/** How many root mean squares of a signal are drawn as full black or white. */
const RANGE = 2.5;

/** A signal of three colours as a picture, zero as middle grey, its own strength as the contrast. */
export function drawColours(
  signal: ArrayLike<number>,
  { height, width }: { height: number; width: number },
): string {
  const values = Array.from(signal);
  const square = values.reduce((sum, value) => sum + value * value, 0) / values.length;
  const scale = RANGE * Math.sqrt(square) || 1;
  const pixels = values.map((value) => Math.max(0, Math.min(255, 127.5 * (1 + value / scale))));
  return imageUri({ width, height, kind: 'rgb', pixels, scale: 255 });
}
