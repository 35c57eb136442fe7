/** By how many pixels things move: downwards and to the right; negative: upwards and to the left. */
export interface Shift {
  down: number;
  right: number;
}

/**
 * What comes in where a shift has moved the picture away: what went out on the other side, the
 * picture mirrored at its border row (the border itself not repeated), or the border row again.
 */
export type Border = 'wrap' | 'mirror' | 'edge';

/** Pixels, or the units of a layer: rows, columns, and how many numbers each place has. */
export type MapsShape = readonly [height: number, width: number, channels: number];

/**
 * T_τ x: a picture or maps [H,W,C], moved by whole places: (T_τ x)[r,c] = x[r − down, c − right],
 * and beyond the border as `border` says. Throws unless the shift is whole.
 */
export function translate(
  values: ArrayLike<number>,
  [height, width, channels]: MapsShape,
  { down, right }: Shift,
  border: Border = 'wrap',
): Float32Array {
  if (!Number.isInteger(down) || !Number.isInteger(right)) {
    throw new Error(`Expected a shift by whole places, found ${down} and ${right}.`);
  }
  const moved = new Float32Array(height * width * channels);
  const columns = Array.from({ length: width }, (_, c) => source(c - right, width, border));
  for (let r = 0; r < height; r++) {
    const row = source(r - down, height, border) * width;
    for (let c = 0; c < width; c++) {
      const from = (row + (columns[c] ?? 0)) * channels;
      const to = (r * width + c) * channels;
      for (let k = 0; k < channels; k++) moved[to + k] = values[from + k] ?? Number.NaN;
    }
  }
  return moved;
}

/** The place along an axis of `size` places that stands for place `at`, inside or beyond. */
function source(at: number, size: number, border: Border): number {
  switch (border) {
    case 'wrap':
      return modulo(at, size);
    case 'edge':
      return Math.min(size - 1, Math.max(0, at));
    case 'mirror': {
      const there = modulo(at, Math.max(1, 2 * (size - 1)));
      return Math.min(there, 2 * (size - 1) - there);
    }
  }
}

function modulo(n: number, by: number): number {
  return ((n % by) + by) % by;
}
