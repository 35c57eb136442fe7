/** Pixels that are taken for object and for ground, from a map of one number a pixel. */
export interface Seeds {
  foreground: number[];
  background: number[];
}

/**
 * The pixels with the largest `foregroundShare` of the values, and those with the smallest
 * `backgroundShare`, counts rounded down; equal values in reading order. Simonyan, Vedaldi and
 * Zisserman (2014) seed their segmentation this way. Throws when the two would overlap.
 */
export function seedsOf(
  map: ArrayLike<number>,
  foregroundShare: number,
  backgroundShare: number,
): Seeds {
  if (!(foregroundShare >= 0 && backgroundShare >= 0 && foregroundShare + backgroundShare <= 1)) {
    throw new Error(
      `Expected shares that leave each pixel one label, found ${foregroundShare} and ${backgroundShare}.`,
    );
  }
  const order = Array.from(map, (_, i) => i).sort((i, j) => (map[j] ?? 0) - (map[i] ?? 0) || i - j);
  const take = (share: number) => Math.floor(share * order.length + 1e-9);
  const last = take(backgroundShare);
  return {
    foreground: order.slice(0, take(foregroundShare)),
    background: last ? order.slice(-last) : [],
  };
}
