import { shippedNetwork } from '#demos/network/shippedNetwork.ts';
import apart from '#numerics/tasks/texture-similarity-apart.ts';
import { prerender } from '#runtime/prerender.ts';
import { imageUri } from '#ui/imageUri.ts';
import { cropsOf, othersOf } from './crops.ts';
import { patchUri } from './patches.ts';
import { shippedTextures } from './shippedTextures.ts';
import { apartDefaults } from './state.ts';

/** Gravel, and the same gravel three pixels further: how far apart, beside the nearest other texture. */
export default async function first() {
  const { manifest } = shippedNetwork('base');
  const { textures, src, kilobytes } = await shippedTextures();
  const { texture, layer } = apartDefaults;
  const { own, moved } = cropsOf(textures, apartDefaults);
  const others = await prerender(apart, { patch: own, others: othersOf(textures, texture), layer });
  const own2 = await prerender(apart, { patch: own, others: [moved], layer });
  const photograph = textures[texture];
  if (!others || !own2 || !photograph) throw new Error('Nobody cancels a build.');
  return {
    accuracy: manifest.accuracy.afterQuantisation,
    src,
    kilobytes,
    photograph: imageUri({ ...photograph, kind: 'grey', pixels: photograph.values, scale: 255 }),
    own: patchUri(own),
    moved: patchUri(moved),
    nearest: nearestOf(others),
    distances: own2,
  };
}

/** The smallest distance by each measure. */
function nearestOf<M extends string>(distances: Record<M, number[]>): Record<M, number[]> {
  const entries = Object.entries<number[]>(distances);
  return Object.fromEntries(entries.map(([m, all]) => [m, [Math.min(...all)]])) as Record<
    M,
    number[]
  >;
}
