import { SIDE as PIXELS } from '#demos/network/sheet.ts';
import { translate, type Border, type Shift } from '#numerics/images/translate.ts';
import { imageUri, type ImageData2D } from '#ui/imageUri.ts';
import { mapOfClass, SIDE, type ShiftMap } from './answers.ts';

/** The picture, moved, as an image. */
export function drawMoved(pixels: Uint8Array, by: Shift & { border: Border }): string {
  const moved = translate(pixels, [PIXELS, PIXELS, 3], by, by.border);
  return imageUri({ width: PIXELS, height: PIXELS, kind: 'rgb', pixels: moved, scale: 255 });
}

/** One class's probability at every shift, as a map from 0 to 1. */
export function drawMap(map: ShiftMap, of: number): ImageData2D {
  return { width: SIDE, height: SIDE, kind: 'unsigned', pixels: mapOfClass(map, of), scale: 1 };
}
