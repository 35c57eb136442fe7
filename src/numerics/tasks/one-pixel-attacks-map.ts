import { rankCorrelation } from '#numerics/attribution/rankCorrelation.ts';
import { strongest } from '#numerics/search/answer.ts';
import { firstOrderGuess } from '#numerics/search/firstOrder.ts';
import { onePixelQueries, type Filter } from '#numerics/search/onePixelQueries.ts';
import type { Attack } from '#numerics/search/onePixelSearch.ts';
import { noChange } from '#numerics/search/pixelChange.ts';
import { vulnerabilityMap, type VulnerabilityMap } from '#numerics/search/vulnerabilityMap.ts';
import type { ModelContext } from './context.ts';

export interface MapInput {
  network: string;
  filter: Filter;
  /** A picture of the network's size, RGB from 0 to 255, and its class. */
  pixels: ArrayLike<number>;
  label: number;
}

export interface MapOutput {
  probabilities: number[];
  /** Every pixel in the eight corner colours; NaN where a report on the way does not know yet. */
  map: VulnerabilityMap;
  /** What the gradient guesses: the most that each pixel could take from the lead over the next class. */
  guess: Float32Array;
  /** Spearman's ρ of that guess and of what is taken from p; null while unknown. */
  rank: number | null;
}

/**
 * All 8,192 answers to one pixel in a corner colour, and what one backward pass would have guessed.
 * The guess knows nothing of a filter. null when the reader has cancelled.
 */
export default async function vulnerability(
  { network, filter, pixels, label }: MapInput,
  context: ModelContext,
): Promise<MapOutput | null> {
  const model = await context.loadModel(network, (share) => context.progress(0.05 * share));
  const attack: Attack = { model, pixels, label, filter, stopped: () => context.stopped() };
  const clean = await onePixelQueries(attack, [noChange(Array.from(pixels))]);
  if (!clean) return null;
  const rival = strongest(clean.map((p, c) => (c === label ? -1 : p)));
  const { drops } = await firstOrderGuess(model, pixels, [label, rival]);
  const guess = Float32Array.from(drops);
  const probabilities = [...clean];
  let reported = 0;
  const map = await vulnerabilityMap(attack, (share, known) => {
    if (share - reported < 1 / 32) return;
    reported = share;
    context.progress(0.05 + 0.95 * share, { probabilities, map: known, guess, rank: null });
  });
  if (!map) return null;
  const taken = map.least.map((p) => -p);
  return { probabilities, map, guess, rank: rankCorrelation(guess, taken) };
}
