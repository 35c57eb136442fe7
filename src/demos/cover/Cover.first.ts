import sharp from 'sharp';
import { href } from '#book/href.ts';
import featureMap from '#numerics/tasks/cover-feature-map.ts';
import { prerender } from '#runtime/prerender.ts';
import { base64 } from '#ui/base64.ts';
import { pictureOf } from './picture.ts';
import { coverDefaults, photoSize } from './state.ts';

const file = 'images/cat-96x64.png';

/** The photograph, by its address and as grey levels in base64, and what the first kernel sees. */
export default async function first() {
  const { width, height } = photoSize;
  const photo = await sharp(`public/${file}`).extractChannel(0).raw().toBuffer();
  if (photo.length !== width * height) {
    throw new Error(`public/${file} should have ${width}×${height} pixels.`);
  }
  const { kernel, relu } = coverDefaults;
  const map = pictureOf(await prerender(featureMap, { photo, width, kernel, relu }));
  return { src: href(`/${file}`), pixels: base64(photo), map };
}
