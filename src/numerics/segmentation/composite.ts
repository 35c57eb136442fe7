/** A picture with its mask: RGB from 0 to 255, and 1 where the object is; row by row. */
export interface MaskedPicture {
  pixels: Uint8Array;
  mask: Uint8Array;
  height: number;
  width: number;
}

/** A picture to lay an object on: RGB from 0 to 255, row by row. */
export interface GroundPicture {
  pixels: Uint8Array;
  height: number;
  width: number;
}

/**
 * An object laid on a ground with its upper left corner at [row, column]: the mask of the result is
 * known by construction. `disguise` from 0 to 1 moves the object's colours towards those of the
 * ground, channel by channel, until mean and deviation are the same: its shape and shading stay, its
 * colours no longer tell it. Parts outside of the ground are cut off.
 */
export function composite(
  object: MaskedPicture,
  ground: GroundPicture,
  place: { row: number; column: number },
  disguise: number,
): MaskedPicture {
  const { height, width } = ground;
  const pixels = Uint8Array.from(ground.pixels);
  const mask = new Uint8Array(height * width);
  const inside = [...object.mask.keys()].filter((i) => object.mask[i]);
  const everywhere = Array.from(mask.keys());
  for (let c = 0; c < 3; c++) {
    const own = momentsOf(object.pixels, inside, c);
    const other = momentsOf(ground.pixels, everywhere, c);
    const stretch = own.deviation > 0 ? other.deviation / own.deviation : 0;
    for (const i of inside) {
      const row = Math.floor(i / object.width) + place.row;
      const column = (i % object.width) + place.column;
      if (row < 0 || row >= height || column < 0 || column >= width) continue;
      const value = object.pixels[3 * i + c] ?? 0;
      const disguised = other.mean + stretch * (value - own.mean);
      const mixed = Math.round((1 - disguise) * value + disguise * disguised);
      const to = row * width + column;
      pixels[3 * to + c] = Math.max(0, Math.min(255, mixed));
      mask[to] = 1;
    }
  }
  return { pixels, mask, height, width };
}

function momentsOf(
  pixels: Uint8Array,
  at: readonly number[],
  channel: number,
): { mean: number; deviation: number } {
  let [sum, squares] = [0, 0];
  for (const i of at) {
    const value = pixels[3 * i + channel] ?? 0;
    sum += value;
    squares += value * value;
  }
  const mean = sum / at.length;
  return { mean, deviation: Math.sqrt(Math.max(0, squares / at.length - mean * mean)) };
}
