/**
 * The cosine of the angle between two vectors, ⟨a, b⟩ / (|a| |b|): 1 for one direction, 0 for a
 * right angle. NaN when one is zero. Throws when the lengths differ.
 */
export function cosineSimilarity(a: ArrayLike<number>, b: ArrayLike<number>): number {
  if (a.length !== b.length) {
    throw new Error(`Expected two vectors of one length, found ${a.length} and ${b.length}.`);
  }
  let [product, aa, bb] = [0, 0, 0];
  for (let i = 0; i < a.length; i++) {
    const [x, y] = [a[i] ?? Number.NaN, b[i] ?? Number.NaN];
    product += x * y;
    aa += x * x;
    bb += y * y;
  }
  return product / Math.sqrt(aa * bb);
}
