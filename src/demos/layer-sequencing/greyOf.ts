/** Grey levels 0 to 255 of RGB pixels: 0.299 R + 0.587 G + 0.114 B, the weights of BT.601. */
export function greyOf(pixels: ArrayLike<number>): Uint8Array {
  return Uint8Array.from({ length: pixels.length / 3 }, (_, at) => {
    const [r = 0, g = 0, b = 0] = [pixels[3 * at], pixels[3 * at + 1], pixels[3 * at + 2]];
    return Math.round(0.299 * r + 0.587 * g + 0.114 * b);
  });
}
