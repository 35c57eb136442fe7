/** The Sobel filter, row by row: it answers to brightness that grows from left to right. */
export const sobel = [-1, 0, 1, -2, 0, 2, -1, 0, 1] as const;

/** Largest |Kᵢ − Sobelᵢ| of a 3×3 kernel, row by row. */
export function distanceToSobel(kernel: readonly number[]): number {
  return Math.max(...kernel.map((value, i) => Math.abs(value - (sobel[i] ?? Number.NaN))));
}
