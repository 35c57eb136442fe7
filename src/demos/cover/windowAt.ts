import type { Cell } from '#ui/matrix.ts';

/** The 3×3 pixels around one that has all eight neighbours. */
export function windowAt(photo: Uint8Array, width: number, { row, column }: Cell): number[][] {
  return [-1, 0, 1].map((down) =>
    [-1, 0, 1].map((right) => photo[(row + down) * width + column + right] ?? Number.NaN),
  );
}
