import { useMemo } from 'react';
import { pictureAt, type Sheet } from './sheet.ts';
import { usePictures, type FetchedPictures } from './usePictures.ts';

/** The pixels of one picture of a sheet; those given in `known` need not be fetched. */
export function usePicture(
  sheet: Sheet,
  number: number,
  known: Uint8Array | null,
  wanted = true,
): FetchedPictures {
  const pictures = usePictures(sheet, wanted && !known);
  const pixels = useMemo(
    () => known ?? (pictures.pixels && pictureAt(pictures.pixels, number)),
    [known, pictures.pixels, number],
  );
  return { ...pictures, pixels };
}
