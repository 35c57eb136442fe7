/** Values [height, width, channels] in rows: a picture to be scaled and turned, in any range. */
export interface Picture {
  readonly height: number;
  readonly width: number;
  readonly channels: number;
  readonly values: Float32Array;
}

/** A picture with a value for each row, column and channel. */
export function pictureFrom(
  [height, width, channels]: readonly [number, number, number],
  valueAt: (row: number, column: number, channel: number) => number,
): Picture {
  const values = new Float32Array(height * width * channels);
  let at = 0;
  for (let row = 0; row < height; row++) {
    for (let column = 0; column < width; column++) {
      for (let channel = 0; channel < channels; channel++) {
        values[at++] = valueAt(row, column, channel);
      }
    }
  }
  return { height, width, channels, values };
}
