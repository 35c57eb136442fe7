import { strongest, type Tried } from '#numerics/search/answer.ts';
import { onePixelQueries, type Filter } from '#numerics/search/onePixelQueries.ts';
import {
  onePixelEvolution,
  onePixelLottery,
  type Attack,
  type Palette,
} from '#numerics/search/onePixelSearch.ts';
import { packTried } from '#numerics/search/packTried.ts';
import { noChange } from '#numerics/search/pixelChange.ts';
import type { ModelContext } from './context.ts';

export interface SearchInput {
  network: string;
  filter: Filter;
  /** A picture of the network's size, RGB from 0 to 255, and its class. */
  pixels: ArrayLike<number>;
  label: number;
  members: number;
  /** After the first one. */
  generations: number;
  scale: number;
  seed: number;
  /** Where the rival draws its colours from. */
  palette: Palette;
}

/** How a search went. */
export interface SearchTrace {
  /** Of each round: the least p of the class so far. */
  least: number[];
  /** Queries until a member, or a lot, fooled the network; null if none did. */
  firstFlip: number | null;
}

export interface SearchOutput {
  /** What the network answers to the picture as it is: if it is wrong, there is nothing to find. */
  clean: number;
  /** The population of each generation, as `packTried` packs it. */
  generations: Float32Array[];
  evolution: SearchTrace;
  lottery: SearchTrace;
}

/**
 * Differential evolution, and a lottery with as many queries, round by round. Goes on after the first
 * wrong answer, so that it can be seen where the population gathers. Reports all that it has so far;
 * null when the reader has cancelled.
 */
export default async function search(
  input: SearchInput,
  context: ModelContext,
): Promise<SearchOutput | null> {
  const { network, filter, pixels, label, members, generations, scale, seed, palette } = input;
  const model = await context.loadModel(network, (share) => context.progress(0.1 * share));
  const attack: Attack = { model, pixels, label, filter, stopped: () => context.stopped() };
  const lots = onePixelLottery(attack, { palette, count: members, seed });
  const clean = await onePixelQueries(attack, [noChange(Array.from(pixels))], attack.stopped);
  if (!clean) return null;
  const output: SearchOutput = {
    clean: strongest(clean),
    generations: [],
    evolution: { least: [], firstFlip: null },
    lottery: { least: [], firstFlip: null },
  };
  const last = generations + 1;
  let round = 0;
  for await (const population of onePixelEvolution(attack, { members, scale, seed })) {
    const found = population.map((member) => member.found);
    const drawn = await lots.next();
    if (drawn.done) return null;
    note(output.evolution, found, label, round * members);
    note(output.lottery, drawn.value, label, round * members);
    output.generations.push(packTried(found));
    round++;
    context.progress(0.1 + (0.9 * round) / last, output);
    if (round === last) return output;
  }
  return null;
}

function note(trace: SearchTrace, found: readonly Tried[], label: number, before: number): void {
  const least = found.reduce((most, { loss }) => Math.min(most, loss), trace.least.at(-1) ?? 1);
  trace.least.push(least);
  const at = found.findIndex(({ answer }) => answer !== label);
  if (at >= 0 && trace.firstFlip === null) trace.firstFlip = before + at + 1;
}
