import { textHash } from '#quiz/textHash.ts';

/**
 * A pseudo-random number from 0 to 2³² − 1 for a thing under a seed. Who takes the things of least
 * rank, takes nearly the same when a thing is added: nobody's rank depends on who else is there
 * (rendezvous hashing). The last lines are the finaliser of MurmurHash3, by which one other letter
 * changes half of the bits.
 */
export function rank(seed: number, purpose: string, key: string): number {
  let value = textHash(`${String(seed)}/${purpose}/${key}`);
  value = Math.imul(value ^ (value >>> 16), 0x85ebca6b);
  value = Math.imul(value ^ (value >>> 13), 0xc2b2ae35);
  return (value ^ (value >>> 16)) >>> 0;
}

/** The things by rank, the least first; equals by their keys. */
export function byRank<T>(
  things: readonly T[],
  seed: number,
  purpose: string,
  keyOf: (thing: T) => string,
): T[] {
  return things
    .map((thing) => ({ thing, key: keyOf(thing), at: rank(seed, purpose, keyOf(thing)) }))
    .sort((a, b) => a.at - b.at || (a.key < b.key ? -1 : 1))
    .map(({ thing }) => thing);
}
