import sharp from 'sharp';
import type { ReaderPixels } from '#numerics/images/squareOf.ts';
import { pictureOfName, type Fetched } from './pictureOfName.ts';
import type { PictureName } from './state.ts';

/** A picture by its name, from the files of `public/images`: at build time, and for records. */
export async function shippedPicture(name: PictureName): Promise<ReaderPixels> {
  const read = async (file: string): Promise<Fetched> => {
    const { data, info } = await sharp(`public${file}`)
      .removeAlpha()
      .raw()
      .toBuffer({ resolveWithObject: true });
    return { pixels: data, height: info.height, width: info.width, perPixel: 3 };
  };
  return pictureOfName(name, read);
}
