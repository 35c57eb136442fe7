import { statSync } from 'node:fs';
import sharp from 'sharp';
import { href } from '#book/href.ts';
import { texturesOf, type Texture } from '#numerics/texture/textureSheet.ts';

const FILE = 'public/images/textures.png';

/** The sheet of textures as a demo fetches it, and the textures themselves; at build time. */
export async function shippedTextures(): Promise<{
  src: string;
  kilobytes: number;
  textures: Texture[];
}> {
  const raw = await sharp(FILE).extractChannel(0).raw().toBuffer();
  return {
    src: href('/images/textures.png'),
    kilobytes: Math.round(statSync(FILE).size / 1000),
    textures: texturesOf(raw, 1),
  };
}
