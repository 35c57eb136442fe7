import { useEffect, useState } from 'react';
import { loadSheet } from './loadSheet.ts';
import { pictureAt, type Sheet } from './sheet.ts';

/** A picture of a sheet, once it is there. */
interface PictureView {
  pixels: Uint8Array | null;
  failed: boolean;
  retry: () => void;
}

/** The pixels of a picture of a sheet; those given in `known` need not be fetched. */
export function usePicture(sheet: Sheet, number: number, known: Uint8Array | null): PictureView {
  const [found, setFound] = useState<{ key: string; pixels: Uint8Array } | null>(null);
  const [attempt, setAttempt] = useState(0);
  const [failed, setFailed] = useState(false);
  const key = `${sheet.src} ${number}`;
  useEffect(() => {
    setFailed(false);
    if (known) return;
    let current = true;
    loadSheet(sheet).then(
      (pictures) => current && setFound({ key, pixels: pictureAt(pictures, number) }),
      () => current && setFailed(true),
    );
    return () => {
      current = false;
    };
  }, [key, known, attempt]);
  const pixels = known ?? (found?.key === key ? found.pixels : null);
  return { pixels, failed, retry: () => setAttempt(attempt + 1) };
}
