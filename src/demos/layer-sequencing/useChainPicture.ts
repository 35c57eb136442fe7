import { useMemo } from 'react';
import { emptyCanvas, type Sheet } from '#demos/network/sheet.ts';
import { usePainting } from '#demos/network/usePainting.ts';
import { usePicture } from '#demos/network/usePicture.ts';
import { labDefaults, type PictureState } from './state.ts';

interface First {
  sheet: Sheet;
  /** The first picture, RGB, in base64. */
  pixels: string;
}

/** The picture that a state asks for, once it is there: a test image, or what the reader draws. */
export function useChainPicture(
  first: First,
  { image, source, drawn }: PictureState,
  update: (change: Partial<PictureState>) => void,
) {
  const firstPixels = useMemo(
    () => Uint8Array.from(atob(first.pixels), (byte) => byte.charCodeAt(0)),
    [first.pixels],
  );
  const drawing = usePainting(emptyCanvas, false, drawn, (drawn) => update({ drawn }));
  const isFirst = image === labDefaults.image;
  const chosen = usePicture(first.sheet, image, isFirst ? firstPixels : null);
  return {
    pixels: source === 'drawing' ? drawing.pixels : chosen.pixels,
    drawing,
    /** Whether a link can say which picture this is. */
    inLink: source === 'image' || drawing.inLink,
    failed: source === 'image' && chosen.failed,
    retry: chosen.retry,
  };
}

export type ChainPictureView = ReturnType<typeof useChainPicture>;
