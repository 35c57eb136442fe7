import type { Rgb } from '#numerics/search/pixelChange.ts';

/** The corner colours of `cornerColours`, in words. */
export const cornerNames = [
  'black',
  'blue',
  'green',
  'cyan',
  'red',
  'magenta',
  'yellow',
  'white',
] as const;

/** A colour as `#rrggbb`. */
export function hexOf([red, green, blue]: Rgb): string {
  return `#${((1 << 24) | (red << 16) | (green << 8) | blue).toString(16).slice(1)}`;
}
