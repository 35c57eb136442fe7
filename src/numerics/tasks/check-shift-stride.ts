import { largestDifference } from '../gradientCheck.ts';
import { normal } from '../normal.ts';
import { mulberry32 } from '../random.ts';
import { randomWhole } from '../randomArray.ts';
import { shiftRow } from '../shiftedPooling.ts';
import type { CheckResult } from './context.ts';

/** Subsampling turns a shift by τ into one by τ/s where s divides τ, and into no shift elsewhere. */
export default async function check({ seed }: { seed: number }): Promise<CheckResult> {
  const random = mulberry32(seed);
  const s = randomWhole(random, 2, 4);
  const n = s * randomWhole(random, 3, 8);
  const draw = normal(random);
  const x = Array.from({ length: n }, draw);
  const everyOf = (row: readonly number[]) => row.filter((_, i) => i % s === 0);
  const kept = everyOf(x);
  const shifts = Array.from({ length: n }, (_, by) => by);

  const divided = shifts.filter((by) => by % s === 0);
  const largest = divided.map((by) =>
    largestDifference(everyOf(shiftRow(x, by)), shiftRow(kept, by / s)),
  );
  // Is the subsampled, shifted row any shift of the subsampled row?
  const isSome = (by: number) =>
    kept.some(
      (_, whole) => largestDifference(everyOf(shiftRow(x, by)), shiftRow(kept, whole)) === 0,
    );
  const found = shifts.filter(isSome).length;
  return {
    statement: `${n} random numbers, joined at their ends, of which every ${s === 2 ? 'second' : s === 3 ? 'third' : 'fourth'} is kept; all ${n} shifts`,
    rows: [
      {
        label: `the ${divided.length} shifts that ${s} divides: shift and keep, keep and shift by τ/${s}`,
        value: Math.max(...largest),
        tolerance: 0,
      },
      {
        label: `shifts after which what is kept is some shift of what was kept: counted ${found}, expected ${n}/${s} = ${n / s}`,
        value: Math.abs(found - n / s),
        tolerance: 0,
      },
    ],
  };
}
