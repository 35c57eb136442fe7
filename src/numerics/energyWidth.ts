/** How wide a map of energies is around a point: what the chapter receptive-field measures. */
export interface EnergyWidth {
  /** Root of the mean square distance from the centre along one axis, the mean of both, in pixels. */
  sigma: number;
  /** Side, in pixels, of the smallest square around the centre that holds the share of the energy. */
  diameter: number;
}

/**
 * The width of a map of energies [height × width], row by row, none negative, around `centre` (row
 * and column; whole numbers are the middles of pixels). A pixel's energy counts as spread evenly
 * over the pixel, so that the diameter is no whole number. NaN for a map of zeros.
 */
export function energyWidth(
  energy: ArrayLike<number>,
  [height, width]: readonly [number, number],
  centre: readonly [number, number],
  share = 0.95,
): EnergyWidth {
  let total = 0;
  let square = 0;
  for (let row = 0; row < height; row++) {
    for (let column = 0; column < width; column++) {
      const value = energy[row * width + column] ?? 0;
      total += value;
      square += (value * ((row - centre[0]) ** 2 + (column - centre[1]) ** 2)) / 2;
    }
  }
  if (!(total > 0)) return { sigma: Number.NaN, diameter: Number.NaN };
  return {
    sigma: Math.sqrt(square / total),
    diameter: diameterOf(energy, [height, width], centre, share * total),
  };
}

/** The side of the square that holds so much, by bisection to a thousandth of a pixel. */
function diameterOf(
  energy: ArrayLike<number>,
  [height, width]: readonly [number, number],
  centre: readonly [number, number],
  wanted: number,
): number {
  const within = (side: number) => {
    const rows = overlaps(height, centre[0], side);
    const columns = overlaps(width, centre[1], side);
    let sum = 0;
    rows.forEach((rowShare, row) => {
      if (rowShare === 0) return;
      columns.forEach((columnShare, column) => {
        sum += (energy[row * width + column] ?? 0) * rowShare * columnShare;
      });
    });
    return sum;
  };
  let [low, high] = [0, 2 * (height + width) + 1];
  while (high - low > 1e-3) {
    const middle = (low + high) / 2;
    if (within(middle) < wanted) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

/** Which share of each of n pixels lies within `side` / 2 of the centre. */
function overlaps(n: number, centre: number, side: number): number[] {
  return Array.from({ length: n }, (_, i) => {
    const end = Math.min(i + 0.5, centre + side / 2);
    return Math.max(0, end - Math.max(i - 0.5, centre - side / 2));
  });
}
