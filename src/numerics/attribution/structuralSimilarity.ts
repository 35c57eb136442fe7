const SIDE = 7;

/**
 * The mean structural similarity of two maps of H×W, row by row (Wang et al. 2004), over all 7×7
 * windows, evenly weighted, with sample variances. `range` is the distance from the smallest to the
 * largest value that maps may have. 1 for equal maps. Throws for maps smaller than a window.
 */
export function structuralSimilarity(
  a: ArrayLike<number>,
  b: ArrayLike<number>,
  [h, w]: readonly [number, number],
  range = 1,
): number {
  if (a.length !== h * w || b.length !== h * w || Math.min(h, w) < SIDE) {
    throw new Error(`Expected two maps of ${h}×${w}, at least ${SIDE}×${SIDE}.`);
  }
  const [c1, c2] = [(0.01 * range) ** 2, (0.03 * range) ** 2];
  let total = 0;
  for (let row = 0; row + SIDE <= h; row++) {
    for (let column = 0; column + SIDE <= w; column++) {
      const { meanA, meanB, varA, varB, cov } = moments(a, b, w, row, column);
      const level = (2 * meanA * meanB + c1) / (meanA ** 2 + meanB ** 2 + c1);
      total += (level * (2 * cov + c2)) / (varA + varB + c2);
    }
  }
  return total / ((h - SIDE + 1) * (w - SIDE + 1));
}

function moments(
  a: ArrayLike<number>,
  b: ArrayLike<number>,
  w: number,
  row: number,
  column: number,
) {
  const n = SIDE * SIDE;
  let [sa, sb, saa, sbb, sab] = [0, 0, 0, 0, 0];
  for (let y = row; y < row + SIDE; y++) {
    for (let x = column; x < column + SIDE; x++) {
      const [va, vb] = [a[y * w + x] ?? 0, b[y * w + x] ?? 0];
      sa += va;
      sb += vb;
      saa += va * va;
      sbb += vb * vb;
      sab += va * vb;
    }
  }
  const [meanA, meanB] = [sa / n, sb / n];
  const sample = (sum: number, product: number) => (sum - n * product) / (n - 1);
  return {
    meanA,
    meanB,
    varA: sample(saa, meanA * meanA),
    varB: sample(sbb, meanB * meanB),
    cov: sample(sab, meanA * meanB),
  };
}
