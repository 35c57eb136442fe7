import { randomOrder } from '../random.ts';

/** Sets of pixels that can be pushed, in the order in which they are listed. */
export const setNames = ['positive', 'negative', 'random', 'all'] as const;

export type SetName = (typeof setNames)[number];

/**
 * The pixels where a map is positive, those where it is negative, as many as are positive but drawn
 * at random, and all: 1 for a pixel of the set, 0 for another.
 */
export function pixelSets(map: ArrayLike<number>, seed: number): Record<SetName, Uint8Array> {
  const positive = Uint8Array.from(map, (value) => (value > 0 ? 1 : 0));
  const negative = Uint8Array.from(map, (value) => (value < 0 ? 1 : 0));
  const random = new Uint8Array(map.length);
  for (const pixel of randomOrder(map.length, seed).subarray(0, sizeOf(positive))) {
    random[pixel] = 1;
  }
  return { positive, negative, random, all: new Uint8Array(map.length).fill(1) };
}

/** How many pixels a set has. */
export function sizeOf(set: Uint8Array): number {
  return set.reduce((sum, one) => sum + one, 0);
}
