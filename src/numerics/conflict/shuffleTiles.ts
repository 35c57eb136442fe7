import { shuffled } from '../training/shuffled.ts';

/** Side in pixels and values a pixel of a square picture. */
export interface Square {
  side: number;
  channels: number;
}

/** Cuts a picture into t×t tiles, row by row: each has (side/t)² pixels. Throws if they do not fit. */
export function tilesOf<Values extends Uint8Array | Uint8ClampedArray | Float32Array>(
  picture: Values,
  { side, channels }: Square,
  t: number,
): Values[] {
  const width = tileSide(side, t) * channels;
  return Array.from({ length: t * t }, (_, tile) => {
    const values = new (picture.constructor as new (size: number) => Values)(
      (width * width) / channels,
    );
    for (let row = 0; row < side / t; row++) {
      const from = startOf(tile, row, { side, channels }, t);
      values.set(picture.subarray(from, from + width), row * width);
    }
    return values;
  });
}

/** The picture whose tile i is the tile of number order[i] of the given one. */
export function orderTiles<Values extends Uint8Array | Uint8ClampedArray | Float32Array>(
  picture: Values,
  square: Square,
  t: number,
  order: readonly number[],
): Values {
  const width = tileSide(square.side, t) * square.channels;
  const ordered = picture.slice() as Values;
  order.forEach((source, place) => {
    for (let row = 0; row < square.side / t; row++) {
      const from = startOf(source, row, square, t);
      ordered.set(picture.subarray(from, from + width), startOf(place, row, square, t));
    }
  });
  return ordered;
}

/** The picture with its t×t tiles in an order drawn from the seed; `turn` tells pictures apart. */
export function shuffleTiles<Values extends Uint8Array | Uint8ClampedArray | Float32Array>(
  picture: Values,
  square: Square,
  t: number,
  seed: number,
  turn = 0,
): Values {
  return orderTiles(picture, square, t, shuffled(t * t, seed, turn));
}

function tileSide(side: number, t: number): number {
  if (side % t !== 0) throw new Error(`Expected tiles that fit into ${side} pixels, found ${t}.`);
  return side / t;
}

/** Where a row of a tile begins in the picture. */
function startOf(tile: number, row: number, { side, channels }: Square, t: number): number {
  const size = side / t;
  return ((Math.floor(tile / t) * size + row) * side + (tile % t) * size) * channels;
}
