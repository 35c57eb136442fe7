import type { OneChannelLayer } from '#demos/frame/oneChannel.ts';
import { mulberry32 } from '#numerics/random.ts';
import { largestMagnitude, sizeOf, type Cell, type Matrix } from '#ui/matrix.ts';

/** One product X[u,v] · G[r,c] of ∂L/∂K[a,b]. Positions in X count from the padded corner. */
export interface GradientProduct {
  tap: Cell;
  place: Cell;
  pixel: Cell;
  value: number;
  blame: number;
}

/** Every product of the kernel's gradient, those with the padding's zeros too. */
export function productsOf(layer: OneChannelLayer): GradientProduct[] {
  const { x, kernel, g, stride, padding, dilation } = layer;
  return cellsOf(kernel).flatMap((tap) =>
    cellsOf(g).map((place) => {
      const pixel = {
        row: place.row * stride + tap.row * dilation,
        column: place.column * stride + tap.column * dilation,
      };
      const value = x[pixel.row - padding]?.[pixel.column - padding] ?? 0;
      return { tap, place, pixel, value, blame: at(g, place) };
    }),
  );
}

/** ∂L/∂K: the products added up, tap by tap. */
export function gradientOf(kernel: Matrix, products: readonly GradientProduct[]): number[][] {
  const sums = kernel.map((cells) => cells.map(() => 0));
  for (const { tap, value, blame } of products) {
    const cells = sums[tap.row];
    if (cells) cells[tap.column] = (cells[tap.column] ?? 0) + value * blame;
  }
  return sums;
}

/** The input with its border of zeros. */
export function padded(x: Matrix, padding: number): number[][] {
  const [rows, columns] = sizeOf(x);
  return Array.from({ length: rows + 2 * padding }, (_, r) =>
    Array.from({ length: columns + 2 * padding }, (_, c) => x[r - padding]?.[c - padding] ?? 0),
  );
}

/** G with stride − 1 zeros between neighbours. */
export function dilated(g: Matrix, stride: number): number[][] {
  const [rows, columns] = sizeOf(g);
  return Array.from({ length: (rows - 1) * stride + 1 }, (_, r) =>
    Array.from({ length: (columns - 1) * stride + 1 }, (_, c) =>
      r % stride === 0 && c % stride === 0 ? at(g, { row: r / stride, column: c / stride }) : 0,
    ),
  );
}

/** A grid cut or grown; a new entry is a small whole number, always the same one at its place. */
export function resized(grid: Matrix, [rows, columns]: readonly [number, number]): number[][] {
  return Array.from({ length: rows }, (_, r) =>
    Array.from(
      { length: columns },
      (_, c) => grid[r]?.[c] ?? Math.floor(5 * mulberry32(64 * r + c)()) - 1,
    ),
  );
}

/** Whether the grid looks the same after half a turn, to within rounding. */
export function looksTurned(grid: Matrix): boolean {
  const numbers = grid.flat();
  const tolerance = 1e-9 * largestMagnitude(grid);
  return numbers.every((value, i) => Math.abs(value - (numbers.at(-1 - i) ?? 0)) <= tolerance);
}

/** The positions of a grid in reading order. */
export function cellsOf(grid: Matrix): Cell[] {
  return grid.flatMap((cells, row) => cells.map((_, column) => ({ row, column })));
}

export function at(grid: Matrix, { row, column }: Cell): number {
  return grid[row]?.[column] ?? Number.NaN;
}

export function same(one: Cell, other: Cell): boolean {
  return one.row === other.row && one.column === other.column;
}
