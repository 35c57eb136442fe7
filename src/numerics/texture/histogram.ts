/** Bins of a histogram of greys. */
const BINS = 32;

/**
 * The cumulated shares of a patch's greys (0 to 255) in 32 equal bins: how many are in the first bin,
 * in the first two, … The sum of absolute differences of two of them is the least amount of grey that
 * has to be moved, in bins, to turn one histogram into the other (the earth mover's distance).
 */
export function cumulatedHistogram(patch: ArrayLike<number>): Float32Array {
  const shares = new Float32Array(BINS);
  for (let i = 0; i < patch.length; i++) {
    const bin = Math.min(BINS - 1, Math.floor(((patch[i] ?? 0) * BINS) / 256));
    shares[bin] = (shares[bin] ?? 0) + 1 / patch.length;
  }
  let sum = 0;
  return shares.map((share) => (sum += share));
}
