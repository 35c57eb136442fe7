import sharp from 'sharp';
import { cutSheet, pictureAt } from '#demos/network/sheet.ts';
import { shippedSheet } from '#demos/network/shippedSheet.ts';
import { imageUri } from '#ui/imageUri.ts';
import { mosaicOf, mosaicSize } from './mosaic.ts';
import type { PictureState } from './state.ts';

/**
 * The picture that a demo starts with, as its first frame has it. Its pixels are not in it: a reader
 * who wants more than to look at it fetches the sheet.
 */
export interface FirstPicture {
  set: PictureState['set'];
  tiles: readonly number[];
  src: string;
}

const files = { teaching: 'gallery-teaching', gallery: 'gallery' } as const;

/**
 * A picture or mosaic of the test images and its numbers; for first frames, at build time. `classes`
 * are those that the sheet has to be of.
 */
export async function firstPicture(
  { set, tiles }: { set: 'teaching' | 'gallery'; tiles: readonly number[] },
  classes: readonly string[],
): Promise<{ picture: FirstPicture; pixels: Uint8Array; width: number; height: number }> {
  const raw = await sharp(`public/images/${files[set]}.png`).removeAlpha().raw().toBuffer();
  const pictures = cutSheet(raw, 3, shippedSheet(set, classes));
  const pixels = mosaicOf(tiles.map((tile) => pictureAt(pictures, tile)));
  const size = mosaicSize(tiles.length);
  const src = imageUri({ ...size, kind: 'rgb', pixels, scale: 255 });
  return { picture: { set, tiles, src }, pixels, ...size };
}
