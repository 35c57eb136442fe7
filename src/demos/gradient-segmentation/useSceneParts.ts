import { loadSheet, pixelsOf } from '#demos/network/loadSheet.ts';
import type { Sheet } from '#demos/network/sheet.ts';
import { useFetched, type Fetched } from '#demos/network/useFetched.ts';

/** What scenes are made of: the teaching images one after the other, and the sheet of grounds, RGBA. */
interface SceneParts {
  pictures: Uint8Array;
  grounds: Uint8ClampedArray;
}

/** The parts of scenes, fetched once they are wanted. */
export function useSceneParts(
  sheet: Sheet,
  groundsSrc: string,
  wanted: boolean,
): Fetched<SceneParts> {
  return useFetched(`${sheet.src} ${groundsSrc}`, wanted, async () => {
    const [pictures, grounds] = await Promise.all([loadSheet(sheet), loadGrounds(groundsSrc)]);
    return { pictures, grounds };
  });
}

async function loadGrounds(src: string): Promise<Uint8ClampedArray> {
  const response = await fetch(src);
  if (!response.ok) throw new Error(`${src}: ${response.status}`);
  const image = await createImageBitmap(await response.blob());
  return pixelsOf(image, image.width, image.height);
}
