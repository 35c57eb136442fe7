import { groundAt, photographed } from '#demos/gradient-segmentation/scene.ts';
import { paint, paintings } from '#numerics/style/paint.ts';
import type { ReaderPixels } from '#numerics/images/squareOf.ts';
import type { PictureName } from './state.ts';

/** A picture file as it was read, red, green, blue and perhaps opacity of each pixel. */
export interface Fetched extends ReaderPixels {
  perPixel: 3 | 4;
}

/** Pixels of a side of the pictures that the book paints itself. */
const PAINTED = 96;

/** Where the photographs are, below the book's address. */
export const pictureFiles = {
  coffee: '/images/coffee-224.png',
  cat: '/images/chelsea-224.png',
  grounds: '/images/grounds.png',
} as const;

/** A picture by its name: read by `read` from an address below the book's, or painted. */
export async function pictureOfName(
  name: PictureName,
  read: (file: string) => Promise<Fetched>,
): Promise<ReaderPixels> {
  const painting = paintings.find((one) => one === name);
  if (painting) {
    const { values, height, width } = paint(painting, PAINTED, 1);
    return { pixels: values, height, width };
  }
  const ground = photographed.find((one) => one === name);
  if (ground) {
    const sheet = await read(pictureFiles.grounds);
    return groundAt(sheet.pixels, sheet.perPixel, ground);
  }
  const { pixels, perPixel, height, width } = await read(pictureFiles[name as 'coffee' | 'cat']);
  const colours = Uint8Array.from(
    { length: height * width * 3 },
    (_, i) => pixels[Math.floor(i / 3) * perPixel + (i % 3)] ?? 0,
  );
  return { pixels: colours, height, width };
}
