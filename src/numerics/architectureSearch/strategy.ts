/** What a strategy may ask: how well a network does on validation images, 0 to 1. */
export type Evaluate = (network: number) => number;

/** A search: how many options each decision has, how many networks it may train, and its seed. */
export interface Search {
  counts: readonly number[];
  budget: number;
  seed: number;
}

/** The networks that were trained, in their order, each once. */
export type Trained = number[];

/**
 * Keeps the account of a search: a network is paid for when it is trained first, and its score is
 * remembered. `stalled` once a search has asked so often without anything new that it has converged.
 */
export function account(evaluate: Evaluate, budget: number) {
  const known = new Map<number, number>();
  let [asked, askedAtLastNew] = [0, 0];
  return {
    score(network: number): number {
      asked++;
      const before = known.get(network);
      if (before !== undefined) return before;
      const score = evaluate(network);
      known.set(network, score);
      askedAtLastNew = asked;
      return score;
    },
    spent: () => known.size >= budget,
    stalled: () => asked - askedAtLastNew > 200,
    trained: (): Trained => [...known.keys()],
  };
}
