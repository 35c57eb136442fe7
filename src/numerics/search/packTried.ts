import type { Tried } from './answer.ts';

/** Numbers that are kept of a member: column, row, red, green, blue, p of the class, and the answer. */
export const KEPT = 7;

/** A generation as a list of numbers, `KEPT` for each member: small enough to be reported as it grows. */
export function packTried(found: readonly Tried[]): Float32Array {
  return Float32Array.from(
    found.flatMap(({ change: { row, column, colour }, loss, answer }) => [
      column,
      row,
      ...colour,
      loss,
      answer,
    ]),
  );
}
