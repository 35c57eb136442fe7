import { pictureFrom, type Picture } from '#numerics/images/picture.ts';
import { SIDE } from '#demos/network/sheet.ts';
import { imageUri } from '#ui/imageUri.ts';

/** A preprocessed picture, −1 to 1, as an image. */
export function pictureUri({ width, height, values }: Picture): string {
  const pixels = values.map((value) => (value + 1) * 127.5);
  return imageUri({ width, height, kind: 'rgb', pixels, scale: 255 });
}

/** Pixels 0 to 255 of one of the network's pictures as values from −1 to 1. */
export function fromPixels(pixels: Uint8Array): Picture {
  return pictureFrom(
    [SIDE, SIDE, 3],
    (row, column, channel) => (pixels[(row * SIDE + column) * 3 + channel] ?? 0) / 127.5 - 1,
  );
}
