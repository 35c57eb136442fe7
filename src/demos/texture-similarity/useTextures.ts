import { pixelsOf } from '#demos/network/loadSheet.ts';
import { useFetched, type Fetched } from '#demos/network/useFetched.ts';
import { texturesOf, type Texture } from '#numerics/texture/textureSheet.ts';

const loading = new Map<string, Promise<Texture[]>>();

/** The textures, fetched once they are wanted, and once for all demos of the page. */
export function useTextures(src: string, wanted: boolean): Fetched<Texture[]> {
  return useFetched(src, wanted, () => {
    const found = loading.get(src) ?? load(src);
    loading.set(src, found);
    found.catch(() => loading.delete(src));
    return found;
  });
}

async function load(src: string): Promise<Texture[]> {
  const response = await fetch(src);
  if (!response.ok) throw new Error(`${src}: ${response.status}`);
  const image = await createImageBitmap(await response.blob());
  return texturesOf(pixelsOf(image, image.width, image.height), 4);
}
