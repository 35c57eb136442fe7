import { useMemo } from 'react';
import { pictureAt, type Sheet } from '#demos/network/sheet.ts';
import { usePictures, type FetchedPictures } from '#demos/network/usePictures.ts';
import { mosaicOf } from './mosaic.ts';

/** The pixels of pictures of a sheet as one mosaic; those given in `known` need not be fetched. */
export function useTiles(
  sheet: Sheet,
  tiles: readonly number[],
  known: Uint8Array | null,
): FetchedPictures {
  const pictures = usePictures(sheet, !known);
  const all = pictures.pixels;
  const pixels = useMemo(
    () => known ?? (all && mosaicOf(tiles.map((number) => pictureAt(all, number)))),
    [known, all, tiles.join()],
  );
  return { ...pictures, pixels };
}
