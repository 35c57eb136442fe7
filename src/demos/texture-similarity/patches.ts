import { equalise } from '#numerics/texture/equalise.ts';
import { allPatches, PATCHES, textureNames, type Texture } from '#numerics/texture/textureSheet.ts';
import { imageUri } from '#ui/imageUri.ts';

/** All patches as they are compared: with one mean and contrast, or as they are. */
export function comparedPatches(textures: readonly Texture[], equal: boolean): Float32Array[] {
  const patches = allPatches(textures);
  return equal ? patches.map(equalise) : patches;
}

/** The texture's number of every patch. */
export const labels: readonly number[] = textureNames.flatMap((_, texture) =>
  Array.from({ length: PATCHES }, () => texture),
);

/** Every patch of a texture but the one: as many answers as can be right. */
export const K = PATCHES - 1;

/** A square grey patch as the address of an image. */
export function patchUri(patch: Float32Array): string {
  const side = Math.sqrt(patch.length);
  return imageUri({ width: side, height: side, kind: 'grey', pixels: patch, scale: 255 });
}

/** "brick 2" */
export function patchName(number: number): string {
  return `${textureNames[Math.floor(number / PATCHES)] ?? ''} ${(number % PATCHES) + 1}`;
}
