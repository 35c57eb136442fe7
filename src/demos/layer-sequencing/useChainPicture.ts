import { useMemo } from 'react';
import type { Sheet } from '#demos/network/sheet.ts';
import { usePicture } from '#demos/network/usePicture.ts';
import { labDefaults } from './state.ts';

interface First {
  sheet: Sheet;
  /** The first picture, RGB, in base64. */
  pixels: string;
}

/** The picture that a state asks for, once it is there; the first one always is. */
export function useChainPicture(first: First, { image }: { image: number }) {
  const firstPixels = useMemo(
    () => Uint8Array.from(atob(first.pixels), (byte) => byte.charCodeAt(0)),
    [first.pixels],
  );
  const isFirst = image === labDefaults.image;
  const chosen = usePicture(first.sheet, image, isFirst ? firstPixels : null);
  return { pixels: chosen.pixels, isFirst, failed: chosen.failed, retry: chosen.retry };
}
