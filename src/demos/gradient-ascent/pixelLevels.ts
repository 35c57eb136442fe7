/** A preprocessed picture, −1 to 1, as red, green and blue from 0 to 255; what lies beyond is cut. */
export function pixelLevels(x: ArrayLike<number>): Uint8ClampedArray<ArrayBuffer> {
  return Uint8ClampedArray.from(x, (value) => 127.5 * (value + 1));
}

/** The other way: levels from 0 to 255 as the network takes them. */
export function fromLevels(levels: ArrayLike<number>): Float32Array<ArrayBuffer> {
  return Float32Array.from(levels, (level) => level / 127.5 - 1);
}
