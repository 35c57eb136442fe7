/** Where squares of `size` start along a side of `length` pixels. */
export function starts(length: number, size: number, stride: number): number[] {
  if (size > length) {
    throw new Error(
      `Expected a square of at most ${length} pixels, the image's side; found ${size}.`,
    );
  }
  const last = length - size;
  const regular = Array.from({ length: Math.floor(last / stride) + 1 }, (_, i) => i * stride);
  return regular.at(-1) === last ? regular : [...regular, last];
}
