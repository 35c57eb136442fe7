import { createHash } from 'node:crypto';

/** Anki shows an id as the time at which a thing was made: all ours lie in the year 2025. */
const first = Date.UTC(2025, 0, 1);
const count = 365 * 24 * 60 * 60 * 1000;

/**
 * A way to number things of one sort by their keys: the same key has the same number at every build,
 * whatever else is in the book. It throws should two keys ever get one number.
 */
export function stableIds(sort: string): (key: string) => number {
  const keyOf = new Map<number, string>();
  return (key) => {
    const hash = createHash('sha256').update(`${sort}:${key}`).digest();
    const id = first + (hash.readUIntBE(0, 6) % count);
    const other = keyOf.get(id) ?? key;
    if (other !== key) {
      throw new Error(`the ${sort} ${key} and ${other} get the same id ${id}: rename one of them`);
    }
    keyOf.set(id, key);
    return id;
  };
}
