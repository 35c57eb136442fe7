import { purity, type Peak } from './strongestPictures.ts';

/** How many of a unit's strongest pictures are looked at. */
export const STRONGEST = 9;

/** From so many pictures of one class among the nine on, a unit is called a detector of the class. */
export const DETECTS = 8;

/** What the strongest pictures of a layer's units say of the layer. */
export interface UnitSummary {
  units: number;
  /** Mean purity of the units that are on in nine pictures. */
  purity: number;
  detectors: number;
  /** Entry k: the share of the units with at least k pictures of one class, k from 0 to 9. */
  atLeast: number[];
}

/** `peaks`: the nine strongest pictures of each unit; `labels`: the classes of all pictures. */
export function summariseUnits(
  peaks: readonly (readonly Peak[])[],
  labels: readonly number[],
): UnitSummary {
  const purities = peaks.map((own) => purity(own, labels));
  const known = purities.flatMap((value) => value ?? []);
  const ofOneClass = purities.map((value) => Math.round(STRONGEST * (value ?? 0)));
  const atLeast = Array.from(
    { length: STRONGEST + 1 },
    (_, k) => ofOneClass.filter((count) => count >= k).length / peaks.length,
  );
  return {
    units: peaks.length,
    purity: known.reduce((sum, value) => sum + value, 0) / known.length,
    detectors: ofOneClass.filter((count) => count >= DETECTS).length,
    atLeast,
  };
}

/** How many of the pictures in `before` are still among those in `after`. */
export function stillThere(before: readonly Peak[], after: readonly Peak[]): number {
  return before.filter(({ picture }) => after.some((other) => other.picture === picture)).length;
}
