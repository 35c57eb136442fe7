import { shippedNetwork } from '#demos/network/shippedNetwork.ts';
import retrieve from '#numerics/tasks/texture-similarity-retrieve.ts';
import { PATCHES } from '#numerics/texture/textureSheet.ts';
import { prerender } from '#runtime/prerender.ts';
import { answersOf, seenBy } from './answers.ts';
import { comparedPatches, K, labels, patchUri } from './patches.ts';
import { shippedTextures } from './shippedTextures.ts';
import { askDefaults } from './state.ts';

/** A patch asks for its nearest by its pixels; and what all patches find. */
export default async function first() {
  const { manifest } = shippedNetwork('base');
  const { textures, src, kilobytes } = await shippedTextures();
  const { equal, layer, texture, patch, measure } = askDefaults;
  const patches = comparedPatches(textures, equal);
  const found = await prerender(retrieve, { patches, labels, layer, random: null, k: K });
  if (!found) throw new Error('Nobody cancels a build.');
  const query = texture * PATCHES + patch;
  const seen = seenBy(found, query);
  const shown = [query, ...answersOf(seen, measure)];
  const uriOf = (number: number) => patchUri(patches[number] ?? new Float32Array());
  return {
    accuracy: manifest.accuracy.afterQuantisation,
    src,
    kilobytes,
    seen,
    pictures: shown.map(uriOf),
  };
}
