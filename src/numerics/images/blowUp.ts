/** A map of one number a place, row by row. */
export interface NumberMap {
  values: Float32Array;
  height: number;
  width: number;
}

/**
 * A map with `times` − 1 places put between every two neighbours, by bilinear interpolation: what
 * was there stays, n places become (n − 1) · times + 1, and each new number is a weighted mean of
 * the two or four old ones around it.
 */
export function blowUp({ values, height, width }: NumberMap, times: number): NumberMap {
  const [tall, wide] = [(height - 1) * times + 1, (width - 1) * times + 1];
  const at = (row: number, column: number) =>
    values[Math.min(row, height - 1) * width + Math.min(column, width - 1)] ?? Number.NaN;
  const blown = Float32Array.from({ length: tall * wide }, (_, i) => {
    const [y, x] = [Math.floor(i / wide) / times, (i % wide) / times];
    const [row, column] = [Math.floor(y), Math.floor(x)];
    const [down, right] = [y - row, x - column];
    return (
      (1 - down) * ((1 - right) * at(row, column) + right * at(row, column + 1)) +
      down * ((1 - right) * at(row + 1, column) + right * at(row + 1, column + 1))
    );
  });
  return { values: blown, height: tall, width: wide };
}
