import sharp from 'sharp';
import checkerboard from '#numerics/tasks/conv-input-gradient-checkerboard.ts';
import { prerender } from '#runtime/prerender.ts';
import { imageUri } from '#ui/imageUri.ts';
import { frameOf } from './pictures.ts';
import { checkerboardDefaults, inputOf } from './state.ts';

const SIDE = 48;

/** The pictures that the figure starts with, and the grey levels (0 to 255) of its photograph. */
export default async function first() {
  const levels = await sharp('public/images/allium-oreophilum-96.png')
    .greyscale()
    .resize(SIDE, SIDE)
    .raw()
    .toBuffer();
  const photo = Array.from(levels);
  const input = inputOf(checkerboardDefaults, photo);
  return {
    ...frameOf(await prerender(checkerboard, input), input),
    photo,
    original: imageUri({ width: SIDE, height: SIDE, kind: 'grey', pixels: photo, scale: 255 }),
  };
}
