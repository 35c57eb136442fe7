/**
 * The gradient of f at x by central differences, (f(x + h eᵢ) − f(x − h eᵢ)) / 2h for each entry:
 * the check that knows nothing of the theorem. Float64 throughout; error O(h²) plus rounding of
 * about 10⁻¹⁶ |f| / h, and exact up to rounding when f is linear or quadratic. x is left as it was.
 */
export function centralDifferences(
  f: (x: Float64Array) => number,
  x: Float64Array,
  h = 1e-4,
): Float64Array {
  const point = Float64Array.from(x);
  return Float64Array.from(x, (value, i) => {
    point[i] = value + h;
    const above = f(point);
    point[i] = value - h;
    const below = f(point);
    point[i] = value;
    return (above - below) / (2 * h);
  });
}

/** Largest |aᵢ − bᵢ|: 0 for equal gradients, NaN if one
 * holds a NaN. Throws when the lengths differ. */
export function largestDifference(a: ArrayLike<number>, b: ArrayLike<number>): number {
  if (a.length !== b.length) {
    throw new Error(`Expected two gradients of one length, found ${a.length} and ${b.length}.`);
  }
  let largest = 0;
  for (let i = 0; i < a.length; i++) {
    const difference = Math.abs((a[i] ?? Number.NaN) - (b[i] ?? Number.NaN));
    if (Number.isNaN(difference)) return Number.NaN;
    largest = Math.max(largest, difference);
  }
  return largest;
}
