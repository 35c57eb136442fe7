import { SIDE } from '#demos/network/sheet.ts';
import type { ImageBox } from '#ui/PixelImage.tsx';

/** Pixels of a mosaic of so many pictures: two stand side by side, four in two rows. */
export function mosaicSize(count: number): { width: number; height: number } {
  const columns = columnsOf(count);
  return { width: columns * SIDE, height: (count / columns) * SIDE };
}

/** Where each picture of a mosaic stands: its class is known, and so is the class's box. */
export function tileBoxes(count: number): ImageBox[] {
  const columns = columnsOf(count);
  return Array.from({ length: count }, (_, i) => ({
    row: Math.floor(i / columns) * SIDE,
    column: (i % columns) * SIDE,
    height: SIDE,
    width: SIDE,
  }));
}

/** Pictures of the network's size, RGB, as one: row by row. */
export function mosaicOf(pictures: readonly Uint8Array[]): Uint8Array {
  const [only] = pictures;
  if (only && pictures.length === 1) return only;
  const { width, height } = mosaicSize(pictures.length);
  const pixels = new Uint8Array(width * height * 3);
  tileBoxes(pictures.length).forEach(({ row, column }, i) => {
    for (let line = 0; line < SIDE; line++) {
      const from = pictures[i]?.subarray(line * SIDE * 3, (line + 1) * SIDE * 3) ?? [];
      pixels.set(from, ((row + line) * width + column) * 3);
    }
  });
  return pixels;
}

function columnsOf(count: number): number {
  return count === 1 ? 1 : 2;
}
