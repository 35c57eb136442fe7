import { useMemo } from 'react';
import { pixelsUri } from './pixelsUri.ts';
import type { Sheet } from './sheet.ts';
import { usePicture } from './usePicture.ts';
import type { FetchedPictures } from './usePictures.ts';

/** The picture that a figure shows. */
export interface ShownPicture extends FetchedPictures {
  /** Its class, by number and by name. */
  label: number;
  name: string;
  src: string;
}

/** What a first frame brings of its own picture. */
interface FirstPicture {
  classes: readonly string[];
  sheet: Sheet;
  src: string;
  /** Its number on the sheet. */
  image: number;
}

/** One picture of a sheet, once it is wanted and fetched; before that, the first frame's. */
export function useShownPicture(first: FirstPicture, image: number, wanted: boolean): ShownPicture {
  const { classes, sheet, src } = first;
  const picture = usePicture(sheet, image, null, wanted);
  const { pixels } = picture;
  const label = sheet.labels[pixels ? image : first.image] ?? 0;
  const shown = useMemo(() => (pixels ? pixelsUri(pixels) : src), [pixels]);
  return { ...picture, label, name: classes[label] ?? '', src: shown };
}
