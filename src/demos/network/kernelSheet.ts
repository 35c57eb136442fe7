import { colourOf } from '#ui/colourMaps.ts';
import { imageUri } from '#ui/imageUri.ts';

/** Kernels side by side as one image. */
export interface KernelSheet {
  src: string;
  width: number;
  height: number;
}

/** Kernels or their slices, all of a size: [size,size,3] each in colour, or [size,size,1]. */
interface Tiles {
  tiles: readonly ArrayLike<number>[];
  size: number;
  channels: 1 | 3;
  columns: number;
}

/**
 * Kernels with a white line between them. In colour their zero is middle grey and each has its own
 * scale; slices of one channel are signed maps and have one scale together.
 */
export function kernelSheet({ tiles, size, channels, columns }: Tiles): KernelSheet {
  const [step, rows] = [size + 1, Math.ceil(tiles.length / columns)];
  const [width, height] = [columns * step - 1, rows * step - 1];
  const pixels = new Uint8Array(width * height * 3).fill(255);
  const together = Math.max(...tiles.map(largest)) || 1;
  tiles.forEach((tile, n) => {
    const scale = channels === 3 ? largest(tile) || 1 : together;
    for (let tap = 0; tap < size * size; tap++) {
      const row = Math.floor(n / columns) * step + Math.floor(tap / size);
      const column = (n % columns) * step + (tap % size);
      const value = (k: number) => tile[tap * channels + k] ?? 0;
      const colour =
        channels === 3
          ? [0, 1, 2].map((k) => Math.round(127.5 + (127.5 * value(k)) / scale))
          : onPaper(colourOf('signed', value(0), scale));
      pixels.set(colour, (row * width + column) * 3);
    }
  });
  return { src: imageUri({ width, height, kind: 'rgb', pixels, scale: 255 }), width, height };
}

function onPaper([red, green, blue, alpha]: readonly [number, number, number, number]): number[] {
  return [red, green, blue].map((c) => Math.round(255 - ((255 - c) * alpha) / 255));
}

function largest(values: ArrayLike<number>): number {
  return Array.from(values).reduce((most, value) => Math.max(most, Math.abs(value)), 0);
}
