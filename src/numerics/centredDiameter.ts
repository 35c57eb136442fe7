/**
 * The side of the centred square that holds a share of a product of two equal distributions along
 * the axes: where along one axis the root of the share lies. Each entry is spread evenly over its
 * pixel, as in `energyWidth`, which gives the same for the product map.
 */
export function centredDiameter(shares: ArrayLike<number>, share = 0.95): number {
  const n = shares.length;
  const wanted = Math.sqrt(share);
  // From the middle outwards, a pixel on both sides at a time.
  let held = 0;
  for (let side = n % 2 === 0 ? 2 : 1; side <= n; side += 2) {
    const [first, last] = [(n - side) / 2, (n + side) / 2 - 1];
    const ring = (shares[first] ?? 0) + (first === last ? 0 : (shares[last] ?? 0));
    if (held + ring >= wanted) {
      const inner = side - (first === last ? 1 : 2);
      return inner + ((wanted - held) / ring) * (side - inner);
    }
    held += ring;
  }
  return n;
}
