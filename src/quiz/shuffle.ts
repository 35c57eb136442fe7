import { mulberry32 } from '#numerics/random.ts';
import { textHash } from './textHash.ts';

/** A shuffle that is the same at every build for the same key (an item's id). */
export function seededShuffle<T>(things: readonly T[], key: string): T[] {
  return shuffleWith(mulberry32(textHash(key)), things);
}

/** The same for two or more distinct things, but never the order given: steps must not come out solved. */
export function seededDisorder<T>(things: readonly T[], key: string): T[] {
  const random = mulberry32(textHash(key));
  let shuffled = shuffleWith(random, things);
  while (things.length > 1 && shuffled.every((thing, index) => thing === things[index]))
    shuffled = shuffleWith(random, things);
  return shuffled;
}

/** Fisher and Yates. */
function shuffleWith<T>(random: () => number, things: readonly T[]): T[] {
  const shuffled = [...things];
  for (let last = shuffled.length - 1; last > 0; last--) {
    shuffled.push(...shuffled.splice(Math.floor(random() * (last + 1)), 1));
  }
  return shuffled;
}
