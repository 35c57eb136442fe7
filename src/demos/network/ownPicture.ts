import { pixelsOf } from './loadSheet.ts';
import { cutSheet, SIDE } from './sheet.ts';

/**
 * A picture from the reader's device as the network takes it: the largest square in its middle, made
 * 32×32 pixels. Rejects when the browser cannot read the file as a picture.
 */
export async function ownPicture(file: Blob): Promise<Uint8Array> {
  const image = await createImageBitmap(file);
  const side = Math.min(image.width, image.height);
  const square = {
    left: (image.width - side) / 2,
    top: (image.height - side) / 2,
    width: side,
    height: side,
  };
  return cutSheet(pixelsOf(image, SIDE, SIDE, square), 4, { columns: 1, labels: [0] });
}
