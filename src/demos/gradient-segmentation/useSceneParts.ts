import { useEffect, useState } from 'react';
import { loadSheet, pixelsOf } from '#demos/network/loadSheet.ts';
import type { Sheet } from '#demos/network/sheet.ts';

/** What scenes are made of: the teaching images one after the other, and the sheet of grounds, RGBA. */
export interface SceneParts {
  pictures: Uint8Array;
  grounds: Uint8ClampedArray;
}

interface FetchedParts {
  /** null before they are there. */
  parts: SceneParts | null;
  failed: boolean;
  retry: () => void;
}

/** The parts of scenes, fetched once they are wanted. */
export function useSceneParts(sheet: Sheet, groundsSrc: string, wanted: boolean): FetchedParts {
  const [parts, setParts] = useState<SceneParts | null>(null);
  const [failed, setFailed] = useState(false);
  const [attempt, setAttempt] = useState(0);
  useEffect(() => {
    setFailed(false);
    if (!wanted || parts) return;
    let current = true;
    Promise.all([loadSheet(sheet), loadGrounds(groundsSrc)]).then(
      ([pictures, grounds]) => current && setParts({ pictures, grounds }),
      () => current && setFailed(true),
    );
    return () => {
      current = false;
    };
  }, [wanted, attempt]);
  return { parts, failed, retry: () => setAttempt(attempt + 1) };
}

async function loadGrounds(src: string): Promise<Uint8ClampedArray> {
  const response = await fetch(src);
  if (!response.ok) throw new Error(`${src}: ${response.status}`);
  const image = await createImageBitmap(await response.blob());
  return pixelsOf(image, image.width, image.height);
}
