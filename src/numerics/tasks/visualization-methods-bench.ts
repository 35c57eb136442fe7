import attributionMaps, {
  type AttributionMapsInput,
  type AttributionMapsOutput,
} from './attribution-maps.ts';
import type { TimedContext } from './context.ts';

/**
 * One picture under many methods; where layers are randomised, the maps of the trained network are
 * made first and the others compared with them. null when the reader has cancelled.
 */
export default async function bench(
  input: AttributionMapsInput,
  context: TimedContext,
): Promise<AttributionMapsOutput | null> {
  if (!input.randomised || input.randomised.layers === 0) return attributionMaps(input, context);
  const { randomised, ...trained } = input;
  const half = (first: number) => ({
    ...context,
    progress: (share: number) => context.progress((first + share) / 2),
  });
  const original = await attributionMaps(trained, half(0));
  if (!original) return null;
  const against = original.maps.map((map) => ('missing' in map ? null : map.onImage));
  return attributionMaps({ ...trained, randomised, against }, half(1));
}
