import { strongest } from '#numerics/search/answer.ts';
import { onePixelQueries } from '#numerics/search/onePixelQueries.ts';
import { onePixelEvolution, type Attack } from '#numerics/search/onePixelSearch.ts';
import { noChange } from '#numerics/search/pixelChange.ts';
import type { ModelContext } from './context.ts';

export interface SurveyInput {
  network: string;
  /** Pictures of the network's size, RGB from 0 to 255, one after the other, and their classes. */
  pixels: Uint8Array;
  labels: readonly number[];
  members: number;
  /** After the first one. */
  generations: number;
  scale: number;
  seed: number;
}

/** What became of a picture. */
export interface Surveyed {
  /** Whether the network knew it to begin with; only then is it attacked. */
  right: boolean;
  /** Queries until a member of the population fooled it; null if none did. */
  query: number | null;
}

/**
 * Attacks one picture after the other by differential evolution, each until a
 * member of the population fools the network.
 * Reports the list so far; null when the reader has cancelled.
 */
export default async function survey(
  { network, pixels, labels, members, generations, scale, seed }: SurveyInput,
  context: ModelContext,
): Promise<Surveyed[] | null> {
  const model = await context.loadModel(network, (share) => context.progress(0.02 * share));
  const each = model.manifest.input.shape.reduce((product, n) => product * n, 1);
  const list: Surveyed[] = [];
  for (const [i, label] of labels.entries()) {
    const own = pixels.slice(i * each, (i + 1) * each);
    const attack: Attack = {
      model,
      pixels: own,
      label,
      filter: 'none',
      stopped: () => context.stopped(),
    };
    const clean = await onePixelQueries(attack, [noChange(own)], attack.stopped);
    if (!clean) return null;
    const right = strongest(clean) === label;
    const found = right ? await queriesOf(attack, { members, generations, scale, seed }) : null;
    if (found === 'stopped') return null;
    list.push({ right, query: found });
    context.progress(0.02 + (0.98 * list.length) / labels.length, [...list]);
  }
  return list;
}

async function queriesOf(
  attack: Attack,
  {
    generations,
    ...settings
  }: { members: number; generations: number; scale: number; seed: number },
): Promise<number | null | 'stopped'> {
  let round = 0;
  for await (const population of onePixelEvolution(attack, settings)) {
    const at = population.findIndex(({ found }) => found.answer !== attack.label);
    // None did in the generation before, so whoever does is a child of this one.
    if (at >= 0) return round * settings.members + at + 1;
    if (round++ === generations) return null;
  }
  return 'stopped';
}
