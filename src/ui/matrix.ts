/** A table of numbers, row by row. */
export type Matrix = readonly (readonly number[])[];

/** A position in a table; both count from 0. */
export interface Cell {
  row: number;
  column: number;
}

/** The largest magnitude in a table; 1 for a table of zeros, so that it can be divided by. */
export function largestMagnitude(values: Matrix): number {
  let largest = 0;
  for (const row of values) {
    for (const value of row) {
      if (Number.isFinite(value)) largest = Math.max(largest, Math.abs(value));
    }
  }
  return largest === 0 ? 1 : largest;
}

/** A copy of the table with one entry replaced. */
export function withCell(values: Matrix, { row, column }: Cell, value: number): number[][] {
  return values.map((cells, r) => cells.map((old, c) => (r === row && c === column ? value : old)));
}

/** Rows and columns of a table. */
export function sizeOf(values: Matrix): [rows: number, columns: number] {
  return [values.length, values[0]?.length ?? 0];
}
