import { pixelsOf } from '#demos/network/loadSheet.ts';
import { useFetched, type Fetched } from '#demos/network/useFetched.ts';
import type { ReaderPixels } from '#numerics/images/squareOf.ts';
import { pictureOfName } from './pictureOfName.ts';
import type { PictureName } from './state.ts';

/** Pixels of a side that a reader's own picture is made first. */
const OWN_SIDE = 224;

/** A picture of the book, once it is wanted and fetched; `addresses` by its file below the book's. */
export function useNamedPicture(
  name: PictureName,
  addresses: Readonly<Record<string, string>>,
  wanted: boolean,
): Fetched<ReaderPixels> {
  return useFetched(name, wanted, () =>
    pictureOfName(name, async (file) => {
      const response = await fetch(addresses[file] ?? file);
      if (!response.ok) throw new Error(`${file}: ${response.status}`);
      const image = await createImageBitmap(await response.blob());
      const { height, width } = image;
      return { pixels: pixelsOf(image, width, height), height, width, perPixel: 4 };
    }),
  );
}

/** The largest square in the middle of a picture from the reader's device. Rejects for other files. */
export async function ownSquare(file: Blob): Promise<ReaderPixels> {
  const image = await createImageBitmap(file);
  const side = Math.min(image.width, image.height);
  const part = {
    left: (image.width - side) / 2,
    top: (image.height - side) / 2,
    width: side,
    height: side,
  };
  const raw = pixelsOf(image, OWN_SIDE, OWN_SIDE, part);
  const pixels = Uint8Array.from(
    { length: OWN_SIDE * OWN_SIDE * 3 },
    (_, i) => raw[Math.floor(i / 3) * 4 + (i % 3)] ?? 0,
  );
  return { pixels, height: OWN_SIDE, width: OWN_SIDE };
}
