import { href } from '#book/href.ts';
import { prerender } from '#runtime/prerender.ts';
import shuffle from '#numerics/tasks/gram-matrix-shuffle.ts';
import { drawShuffle } from './drawShuffle.ts';
import { pictureFiles } from './pictureOfName.ts';
import { shippedPicture } from './shippedPicture.ts';
import { askShuffle } from './askShuffle.ts';
import { shuffleDefaults } from './state.ts';

/** The first shuffle, and where the photographs are. */
export default async function first() {
  const picture = await shippedPicture(shuffleDefaults.picture);
  const found = await prerender(shuffle, askShuffle(shuffleDefaults, picture));
  return {
    shown: drawShuffle(found),
    addresses: Object.fromEntries(
      Object.values(pictureFiles).map((file) => [file, href(file)]),
    ) as Record<string, string>,
  };
}
