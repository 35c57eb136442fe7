import { mulberry32 } from '../random.ts';
import { networkOf, optionsOf, spaceSize } from './space.ts';
import { account, type Evaluate, type Search, type Trained } from './strategy.ts';

/** How many networks live at a time, and how many of them take part in a tournament. */
export interface Evolution {
  population: number;
  tournament: number;
}

/**
 * Regularised evolution (Real et al. 2019): of a few drawn
 * from the population the best one is the parent; its child
 * differs in one decision; the oldest dies, good or bad.
 */
export function regularisedEvolution(
  evaluate: Evaluate,
  { counts, budget, seed }: Search,
  { population, tournament }: Evolution,
): Trained {
  const random = mulberry32(seed);
  const below = (n: number) => Math.floor(random() * n);
  const { score, spent, stalled, trained } = account(evaluate, budget);
  const alive: { network: number; score: number }[] = [];
  while (!spent() && !stalled()) {
    let network = below(spaceSize(counts));
    if (alive.length >= population) {
      const drawn = Array.from({ length: tournament }, () => alive[below(alive.length)]);
      const parent = drawn.reduce((a, b) => ((b?.score ?? 0) > (a?.score ?? 0) ? b : a));
      network = mutate(parent?.network ?? 0, counts, below);
    }
    alive.push({ network, score: score(network) });
    if (alive.length > population) alive.shift();
  }
  return trained();
}

/** The network with one decision, drawn by lot, taken another way. */
export function mutate(
  network: number,
  counts: readonly number[],
  below: (n: number) => number,
): number {
  const options = optionsOf(network, counts);
  const at = below(counts.length);
  const count = counts[at] ?? 1;
  options[at] = ((options[at] ?? 0) + 1 + below(count - 1)) % count;
  return networkOf(options, counts);
}
