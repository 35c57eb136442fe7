/**
 * Pearson's correlation of two lists of numbers, −1 to 1, such as the pixels of two images or the
 * ranks of two maps. NaN when one is the same everywhere. Throws when the lengths differ.
 */
export function correlation(a: ArrayLike<number>, b: ArrayLike<number>): number {
  if (a.length !== b.length) {
    throw new Error(`Expected two lists of one length, found ${a.length} and ${b.length}.`);
  }
  const mean = (list: ArrayLike<number>) => Array.from(list).reduce((x, y) => x + y, 0) / a.length;
  const [meanA, meanB] = [mean(a), mean(b)];
  let [product, aa, bb] = [0, 0, 0];
  for (let i = 0; i < a.length; i++) {
    const [x, y] = [(a[i] ?? Number.NaN) - meanA, (b[i] ?? Number.NaN) - meanB];
    product += x * y;
    aa += x * x;
    bb += y * y;
  }
  return product / Math.sqrt(aa * bb);
}
