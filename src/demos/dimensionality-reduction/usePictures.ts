import { useEffect, useState } from 'react';
import { loadSheet } from '#demos/network/loadSheet.ts';
import type { Sheet } from '#demos/network/sheet.ts';

/** All pictures of a sheet, once they are wanted and there. */
interface PicturesView {
  pixels: Uint8Array<ArrayBuffer> | null;
  failed: boolean;
  retry: () => void;
}

/** The pixels of all pictures of a sheet; nothing is fetched before they are wanted. */
export function usePictures(sheet: Sheet, wanted: boolean): PicturesView {
  const [pixels, setPixels] = useState<PicturesView['pixels']>(null);
  const [failed, setFailed] = useState(false);
  const [attempt, setAttempt] = useState(0);
  useEffect(() => {
    if (!wanted || pixels) return;
    let current = true;
    setFailed(false);
    loadSheet(sheet).then(
      (found) => current && setPixels(found),
      () => current && setFailed(true),
    );
    return () => {
      current = false;
    };
  }, [wanted, sheet.src, attempt]);
  return { pixels, failed, retry: () => setAttempt(attempt + 1) };
}
