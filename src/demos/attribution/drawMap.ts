import { colourOf } from '#ui/colourMaps.ts';
import { imageUri } from '#ui/imageUri.ts';
import { whereStrongest, whereText } from './whereStrongest.ts';

/** A map as a method gives it (see the task `attribution-maps`), or any other of one number a place. */
export interface MapNumbers {
  values: ArrayLike<number>;
  height: number;
  width: number;
  signed: boolean;
}

/** A map ready to be shown. */
export interface DrawnMap {
  src: string;
  /** Pixels of the image `src`. */
  width: number;
  height: number;
  signed: boolean;
  /** The number at full strength. */
  scale: number;
  /** Where its larger numbers are, as a sentence. */
  where: string;
}

/** A map on paper, with hard pixels; at full strength its largest magnitude, if nothing else is said. */
export function drawMap(map: MapNumbers, scale = largestOf(map.values)): DrawnMap {
  const { values, height, width, signed } = map;
  const kind = signed ? 'signed' : 'unsigned';
  return {
    src: imageUri({ width, height, kind, pixels: values, scale }),
    width,
    height,
    signed,
    scale,
    where: whereText(whereStrongest(values, [height, width])),
  };
}

/** A picture to lay a map on: RGB from 0 to 255. */
export interface Ground {
  pixels: ArrayLike<number>;
  height: number;
  width: number;
}

/** How much of the ground is seen through an unsigned map. */
const THROUGH = 0.4;

/**
 * A map of the picture's own size (`onImage`) over the picture in grey. `map.values` say where it is
 * strongest, as they are before they are enlarged.
 */
export function drawOverlay(
  map: MapNumbers & { onImage: ArrayLike<number> },
  { pixels, height, width }: Ground,
  scale = largestOf(map.values),
): DrawnMap {
  const { signed, onImage } = map;
  const rgb = new Uint8Array(height * width * 3);
  for (let i = 0; i < height * width; i++) {
    const [red, green, blue, alpha] = colourOf(
      signed ? 'signed' : 'unsigned',
      onImage[i] ?? 0,
      scale,
    );
    const brightness =
      0.299 * (pixels[3 * i] ?? 0) +
      0.587 * (pixels[3 * i + 1] ?? 0) +
      0.114 * (pixels[3 * i + 2] ?? 0);
    // A signed map has the paper at zero: the picture is made pale for it.
    const ground = signed ? 255 - 0.6 * (255 - brightness) : brightness;
    const over = signed ? (0.9 * alpha) / 255 : 1 - THROUGH;
    [red, green, blue].forEach((colour, k) => {
      rgb[3 * i + k] = Math.round(over * colour + (1 - over) * ground);
    });
  }
  return {
    ...drawMap(map, scale),
    src: imageUri({ width, height, kind: 'rgb', pixels: rgb, scale: 255 }),
    width,
    height,
  };
}

/** The largest magnitude; 1 for zeros, so that it can be a scale. */
export function largestOf(values: ArrayLike<number>): number {
  let most = 0;
  for (let i = 0; i < values.length; i++) most = Math.max(most, Math.abs(values[i] ?? 0));
  return most || 1;
}
