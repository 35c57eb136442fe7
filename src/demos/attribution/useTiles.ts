import { useEffect, useState } from 'react';
import { loadSheet } from '#demos/network/loadSheet.ts';
import { pictureAt, type Sheet } from '#demos/network/sheet.ts';
import { mosaicOf } from './mosaic.ts';

/** Pictures of a sheet as one mosaic, once they are there. */
interface TilesView {
  pixels: Uint8Array | null;
  failed: boolean;
  retry: () => void;
}

/** The pixels of pictures of a sheet as one mosaic; those given in `known` need not be fetched. */
export function useTiles(
  sheet: Sheet,
  tiles: readonly number[],
  known: Uint8Array | null,
): TilesView {
  const [found, setFound] = useState<{ key: string; pixels: Uint8Array } | null>(null);
  const [attempt, setAttempt] = useState(0);
  const [failed, setFailed] = useState(false);
  const key = `${sheet.src} ${tiles.join()}`;
  useEffect(() => {
    setFailed(false);
    if (known) return;
    let current = true;
    loadSheet(sheet).then(
      (pictures) =>
        current &&
        setFound({ key, pixels: mosaicOf(tiles.map((number) => pictureAt(pictures, number))) }),
      () => current && setFailed(true),
    );
    return () => {
      current = false;
    };
  }, [key, known, attempt]);
  const pixels = known ?? (found?.key === key ? found.pixels : null);
  return { pixels, failed, retry: () => setAttempt(attempt + 1) };
}
