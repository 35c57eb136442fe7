/** The median of the 3×3 pixels around one, channel by channel; at the edge its nearest pixels are repeated. */
export function medianAt(
  pixels: ArrayLike<number>,
  [height, width]: readonly [number, number],
  { row, column }: { row: number; column: number },
): [red: number, green: number, blue: number] {
  const middle = (channel: number): number => {
    const around: number[] = [];
    for (let dr = -1; dr <= 1; dr++) {
      for (let dc = -1; dc <= 1; dc++) {
        const r = Math.min(height - 1, Math.max(0, row + dr));
        const c = Math.min(width - 1, Math.max(0, column + dc));
        around.push(pixels[3 * (r * width + c) + channel] ?? 0);
      }
    }
    return around.sort((a, b) => a - b)[4] ?? 0;
  };
  return [middle(0), middle(1), middle(2)];
}

/** A picture of H×W, RGB, after a 3×3 median filter. */
export function medianFilter(
  pixels: ArrayLike<number>,
  size: readonly [number, number],
): Uint8Array<ArrayBuffer> {
  const [height, width] = size;
  const filtered = new Uint8Array(pixels.length);
  for (let row = 0; row < height; row++) {
    for (let column = 0; column < width; column++) {
      filtered.set(medianAt(pixels, size, { row, column }), 3 * (row * width + column));
    }
  }
  return filtered;
}
