import { useEffect, useState } from 'react';
import { loadSheet } from './loadSheet.ts';
import type { Sheet } from './sheet.ts';

/** Pictures that have to be fetched. */
export interface FetchedPictures {
  /** null before they are there. */
  pixels: Uint8Array | null;
  failed: boolean;
  retry: () => void;
}

/** The pixels of all pictures of a sheet; nothing is fetched before they are wanted. */
export function usePictures(sheet: Sheet, wanted: boolean): FetchedPictures {
  const [found, setFound] = useState<{ src: string; pixels: Uint8Array } | null>(null);
  const [failed, setFailed] = useState(false);
  const [attempt, setAttempt] = useState(0);
  const { src } = sheet;
  const pixels = found?.src === src ? found.pixels : null;
  useEffect(() => {
    setFailed(false);
    if (!wanted || pixels) return;
    let current = true;
    loadSheet(sheet).then(
      (pictures) => current && setFound({ src, pixels: pictures }),
      () => current && setFailed(true),
    );
    return () => {
      current = false;
    };
  }, [wanted, src, attempt]);
  return { pixels, failed, retry: () => setAttempt(attempt + 1) };
}
