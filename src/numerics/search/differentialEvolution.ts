import { mulberry32 } from '../random.ts';

/** What is said of a candidate; the smaller the loss, the fitter it is. */
export interface Judged {
  loss: number;
}

/** A candidate solution: its numbers, and what was found when they were tried. */
export interface Member<Found extends Judged> {
  vector: Float64Array;
  found: Found;
}

/** Where a coordinate may go: from `low` to `high`, both included. */
export interface Bounds {
  low: number;
  high: number;
}

export interface EvolutionSettings {
  /** NP, at least 4: each child needs three others besides its own parent. */
  members: number;
  /** F, the scale of the differences. */
  scale: number;
  /** One for each coordinate. A child that would leave them is put on the bound. */
  bounds: readonly Bounds[];
  seed: number;
  /** A candidate of the first generation; uniform within the bounds if nothing is said. */
  draw?: (random: () => number) => ArrayLike<number>;
}

/** Tries candidates, all of a generation at once, in this order; null to give up. */
export type Judge<Found extends Judged> = (
  candidates: readonly Float64Array[],
) => Promise<readonly Found[] | null>;

/**
 * Differential evolution (Storn and Price 1997) as Su et al. (2019) use it, DE/rand/1 without
 * crossover: gives the first generation, and then one generation after the other for as long as it
 * is asked. A child is x_r1 + F (x_r2 − x_r3), all of the generation before and none its parent; it
 * replaces its parent if it is no worse. Ends early if the judge gives up. Throws for fewer than 4 members.
 */
export async function* differentialEvolution<Found extends Judged>(
  { members, scale, bounds, seed, draw }: EvolutionSettings,
  judge: Judge<Found>,
): AsyncGenerator<readonly Member<Found>[], void> {
  if (members < 4) throw new Error(`Expected at least 4 members, found ${members}.`);
  const random = mulberry32(seed);
  const uniform = () => bounds.map(({ low, high }) => low + (high - low) * random());
  const first = Array.from({ length: members }, () =>
    bounded(draw ? draw(random) : uniform(), bounds),
  );
  const found = await judge(first);
  if (!found) return;
  let population = together(first, found);
  yield population;
  for (;;) {
    const children = childrenOf(population, { scale, bounds }, random);
    const judged = await judge(children);
    if (!judged) return;
    population = select(population, together(children, judged));
    yield population;
  }
}

/** A child for each member: x_r1 + F (x_r2 − x_r3), put back within the bounds. */
export function childrenOf(
  population: readonly { vector: Float64Array }[],
  { scale, bounds }: Pick<EvolutionSettings, 'scale' | 'bounds'>,
  random: () => number,
): Float64Array[] {
  return population.map((_, parent) => {
    const [r1, r2, r3] = threeOthers(parent, population.length, random).map(
      (at) => population[at]?.vector ?? new Float64Array(bounds.length),
    );
    return bounded(
      bounds.map((_, k) => (r1?.[k] ?? 0) + scale * ((r2?.[k] ?? 0) - (r3?.[k] ?? 0))),
      bounds,
    );
  });
}

/** Each child against its own parent: the child stays if its loss is no larger. */
export function select<Found extends Judged>(
  parents: readonly Member<Found>[],
  children: readonly Member<Found>[],
): Member<Found>[] {
  return parents.map((parent, i) => {
    const child = children[i];
    return child && child.found.loss <= parent.found.loss ? child : parent;
  });
}

/** Three different numbers below `count`, none of them `parent`, each triple equally likely. */
export function threeOthers(parent: number, count: number, random: () => number): number[] {
  const taken: number[] = [];
  while (taken.length < 3) {
    const at = Math.floor(random() * count);
    if (at !== parent && !taken.includes(at)) taken.push(at);
  }
  return taken;
}

function bounded(vector: ArrayLike<number>, bounds: readonly Bounds[]): Float64Array {
  return Float64Array.from(bounds, ({ low, high }, k) =>
    Math.min(high, Math.max(low, vector[k] ?? 0)),
  );
}

function together<Found extends Judged>(
  vectors: readonly Float64Array[],
  found: readonly Found[],
): Member<Found>[] {
  if (found.length !== vectors.length) {
    throw new Error(`Expected ${vectors.length} judgements, found ${found.length}.`);
  }
  return vectors.flatMap((vector, i) => {
    const judged = found[i];
    return judged ? [{ vector, found: judged }] : [];
  });
}
