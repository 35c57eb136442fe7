/** How well two masks agree. */
export interface Overlap {
  /** Pixels in both ÷ pixels in either. */
  intersectionOverUnion: number;
  /** Twice the pixels in both ÷ the pixels of the two together; 2 IoU/(1 + IoU). */
  dice: number;
}

/** The overlap of two masks, nonzero meaning inside; 1 for two empty ones. */
export function overlap(a: ArrayLike<number>, b: ArrayLike<number>): Overlap {
  if (a.length !== b.length) {
    throw new Error(`Expected masks of one size, found ${a.length} and ${b.length} pixels.`);
  }
  let [both, either] = [0, 0];
  for (let i = 0; i < a.length; i++) {
    const [inA, inB] = [Boolean(a[i]), Boolean(b[i])];
    if (inA && inB) both++;
    if (inA || inB) either++;
  }
  if (either === 0) return { intersectionOverUnion: 1, dice: 1 };
  return { intersectionOverUnion: both / either, dice: (2 * both) / (both + either) };
}
