import { colourOf, type MapKind, type Rgba } from './colourMaps.ts';
import { pngDataUri } from './png.ts';

/** Numbers to be seen as an image: one a pixel for a map, three for `rgb`; row by row. */
export interface ImageData2D {
  width: number;
  height: number;
  /** How numbers become colours; `rgb` takes red, green, blue from 0 to `scale`. */
  kind: MapKind | 'rgb';
  pixels: ArrayLike<number>;
  /** The number drawn at full strength. Default: 1 for photographs, the largest magnitude for maps. */
  scale?: number | undefined;
}

/**
 * The image as a data URI, the same on server and client; give it to PixelImage as `src`. NaN, a
 * number not known yet, is transparent: in a signed map, where zero is, as zero.
 */
export function imageUri(image: ImageData2D): string {
  const { width, height, kind } = image;
  const scale = image.scale ?? defaultScale(image);
  if (kind === 'rgb' || kind === 'grey') {
    const levels = Uint8Array.from(image.pixels, (value) => level(value / scale));
    return pngDataUri(width, height, levels, { kind });
  }
  const lowest = kind === 'signed' ? -1 : 0;
  const indices = Uint8Array.from(image.pixels, (value) => {
    if (kind === 'unsigned' && Number.isNaN(value)) return UNKNOWN;
    const share = Math.max(lowest, Math.min(1, value / scale)) || 0;
    return kind === 'signed' ? Math.round(127 + 127 * share) : Math.round(254 * share);
  });
  const colours = palette(kind);
  if (indices.includes(UNKNOWN)) colours[UNKNOWN] = [0, 0, 0, 0];
  return pngDataUri(width, height, indices, { kind: 'palette', colours });
}

/** The place in the palette after those of the scale: for a number of a map that is not known yet. */
const UNKNOWN = 255;

/** The scale used when none is given. */
export function defaultScale({ kind, pixels }: ImageData2D): number {
  if (kind === 'rgb' || kind === 'grey') return 1;
  let largest = 0;
  for (let i = 0; i < pixels.length; i++) largest = Math.max(largest, Math.abs(pixels[i] ?? 0));
  return largest > 0 ? largest : 1;
}

function level(share: number): number {
  return Math.round(255 * Math.max(0, Math.min(1, share))) || 0;
}

/** 255 colours: an odd number, so that a signed map has one for zero itself. */
function palette(kind: 'signed' | 'unsigned'): Rgba[] {
  return Array.from({ length: 255 }, (_, index) =>
    kind === 'signed' ? colourOf(kind, (index - 127) / 127, 1) : colourOf(kind, index / 254, 1),
  );
}
