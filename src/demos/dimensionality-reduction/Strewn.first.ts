import strewn from '#numerics/tasks/dimensionality-reduction-strewn.ts';
import { prerender } from '#runtime/prerender.ts';
import { strewnDefaults } from './state.ts';
import { strewnGroups } from './strewnGroups.ts';

/** The even disc of noise, and its map at an ordinary perplexity. */
export default async function first() {
  const { data, moved, seed, perplexity } = strewnDefaults;
  const found = await prerender(strewn, { groups: strewnGroups(data, moved), seed, perplexity });
  if (!found) throw new Error('Nobody cancelled, and yet there is no map.');
  const short = (points: Float32Array) => Array.from(points, (v) => Number(v.toPrecision(4)));
  return {
    ...found,
    data: { ...found.data, points: short(found.data.points) },
    map: { ...found.map, points: short(found.map.points) },
  };
}
