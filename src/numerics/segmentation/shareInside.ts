/** The share of these pixels that lie in a mask, nonzero meaning inside; NaN for none. */
export function shareInside(pixels: readonly number[], mask: ArrayLike<number>): number {
  return pixels.filter((i) => mask[i]).length / pixels.length;
}
