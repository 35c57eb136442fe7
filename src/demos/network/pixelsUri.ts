import { imageUri } from '#ui/imageUri.ts';
import { SIDE } from './sheet.ts';

/** A picture, red, green and blue of each pixel from 0 to 255, as the address of an image. */
export function pixelsUri(pixels: ArrayLike<number>, size = { width: SIDE, height: SIDE }): string {
  return imageUri({ ...size, kind: 'rgb', pixels, scale: 255 });
}
