/** The most that a score can lose by each pixel, and the colour that does it. */
export interface PixelDrops {
  /** One number a pixel, never negative. */
  drops: Float64Array;
  /** For each pixel and channel, whether the worst value is the highest (1) or the lowest (0). */
  high: Uint8Array;
}

/**
 * For a linear score s = wᵀx + b of a picture x in [0,1], pixel after pixel with `channels` numbers
 * each: the largest decrease that changing pixel p alone can bring,
 * Σ_c max(w_pc x_pc, w_pc (x_pc − 1)): every channel goes to the end that its weight dislikes, so the
 * worst colour is always a corner of the colour cube. With the gradient of a score for w it is the
 * first-order guess of what a network loses. Throws when w and x differ in length.
 */
export function pixelDrops(
  weights: ArrayLike<number>,
  picture: ArrayLike<number>,
  channels = 3,
): PixelDrops {
  if (weights.length !== picture.length) {
    throw new Error(`Expected ${picture.length} weights, found ${weights.length}.`);
  }
  const drops = new Float64Array(weights.length / channels);
  const high = new Uint8Array(weights.length);
  for (let i = 0; i < weights.length; i++) {
    const [w, x] = [weights[i] ?? 0, picture[i] ?? 0];
    const [toZero, toOne] = [w * x, w * (x - 1)];
    high[i] = toOne > toZero ? 1 : 0;
    const pixel = Math.floor(i / channels);
    drops[pixel] = (drops[pixel] ?? 0) + Math.max(toZero, toOne);
  }
  return { drops, high };
}

/** The largest of them: with one pixel the sign of s can be turned if and only if it exceeds s. */
export function largestDrop({ drops }: PixelDrops): number {
  return drops.reduce((most, drop) => Math.max(most, drop), 0);
}
