import { onePixelQueries, type Filter } from '#numerics/search/onePixelQueries.ts';
import { noChange, type PixelChange } from '#numerics/search/pixelChange.ts';
import type { ModelContext } from './context.ts';

/** One picture of the network's size, RGB from 0 to 255, and what is changed in it; null for nothing. */
export interface QueryInput {
  network: string;
  filter: Filter;
  pixels: ArrayLike<number>;
  change: PixelChange | null;
}

export interface QueryOutput {
  probabilities: number[];
}

/** One query: what the network says of the picture with one pixel changed. null when the reader has cancelled. */
export default async function query(
  { network, filter, pixels, change }: QueryInput,
  context: ModelContext,
): Promise<QueryOutput | null> {
  const model = await context.loadModel(network, (share) => context.progress(0.9 * share));
  const asked = change ?? noChange(Array.from(pixels));
  const found = await onePixelQueries({ model, pixels, filter }, [asked]);
  return found && { probabilities: [...found] };
}
