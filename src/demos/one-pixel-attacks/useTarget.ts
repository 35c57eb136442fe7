import { useMemo } from 'react';
import { pixelsUri } from '#demos/network/pixelsUri.ts';
import type { Sheet } from '#demos/network/sheet.ts';
import { usePicture } from '#demos/network/usePicture.ts';
import type { FetchedPictures } from '#demos/network/usePictures.ts';
import type { TargetState } from './state.ts';

/** The picture under attack. */
export interface Target extends FetchedPictures {
  src: string;
  /** Its class, by number and by name. */
  label: number;
  name: string;
}

interface First {
  classes: readonly string[];
  sheets: Readonly<Record<TargetState['set'], Sheet>>;
  /** The picture of the first frame, and what it is. */
  src: string;
  label: number;
}

/** The picture that a state names, once it is wanted and fetched; before that, the first frame's. */
export function useTarget(first: First, { set, image }: TargetState, wanted: boolean): Target {
  const sheet = first.sheets[set];
  const picture = usePicture(sheet, image, null, wanted);
  const { pixels } = picture;
  const label = pixels ? (sheet.labels[image] ?? 0) : first.label;
  const src = useMemo(() => (pixels ? pixelsUri(pixels) : first.src), [pixels]);
  return { ...picture, src, label, name: first.classes[label] ?? '' };
}
