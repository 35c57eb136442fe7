import { drawSwatch, drawSwatches, SWATCH } from '#numerics/semiSupervised/swatches.ts';
import { CANDIDATES } from '#numerics/semiSupervised/trial.ts';
import { pixelsUri } from '#demos/network/pixelsUri.ts';

/** How the candidates lie. */
export const COLUMNS = 8;
export const ROWS = CANDIDATES / COLUMNS;

/** The candidates, side by side, and their classes. They are the same for every pool. */
export function clothSheet(): { sheet: string; truth: number[] } {
  const { swatches, labels } = drawSwatches(CANDIDATES, { share: 0, seed: 1 });
  const pixels = new Uint8ClampedArray(CANDIDATES * SWATCH * SWATCH * 3);
  const width = COLUMNS * SWATCH;
  swatches.forEach((swatch, i) => {
    const drawn = drawSwatch(swatch);
    const [top, left] = [Math.floor(i / COLUMNS) * SWATCH, (i % COLUMNS) * SWATCH];
    for (let row = 0; row < SWATCH; row++) {
      const line = drawn.subarray(row * SWATCH * 3, (row + 1) * SWATCH * 3);
      pixels.set(line, ((top + row) * width + left) * 3);
    }
  });
  return { sheet: pixelsUri(pixels, { width, height: ROWS * SWATCH }), truth: labels };
}
