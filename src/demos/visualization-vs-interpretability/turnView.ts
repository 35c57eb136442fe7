import type { ReceptiveField } from '#numerics/receptiveField.ts';
import type { TurnOutput } from '#numerics/tasks/visualization-vs-interpretability-turn.ts';
import type { Peak } from '#numerics/turning/strongestPictures.ts';
import { stillThere, summariseUnits, type UnitSummary } from '#numerics/turning/summariseUnits.ts';
import { classCounts, drawNine } from './drawNine.ts';

/** A unit's nine strongest pictures, as they are shown. */
export interface NineView {
  src: string;
  counts: string;
}

/** What is shown of a rotation and one of its units. */
export interface TurnView {
  right: readonly [number, number];
  changed: number;
  difference: number;
  /** How many of a unit's old nine pictures are left on average. */
  kept: number;
  before: UnitSummary;
  after: UnitSummary;
  unit: { before: NineView; after: NineView; kept: number };
}

/** The pictures that peaks refer to. */
export interface Pictures {
  pixels: Uint8Array;
  labels: readonly number[];
  classes: readonly string[];
}

/** The numbers of a rotation, of all units. */
export function summariseTurn(
  found: TurnOutput,
  labels: readonly number[],
): Omit<TurnView, 'unit'> {
  const { right, changed, difference, before, after } = found;
  const kept = before.map((own, unit) => stillThere(own, after[unit] ?? []));
  return {
    right,
    changed,
    difference,
    kept: kept.reduce((sum, count) => sum + count, 0) / kept.length,
    before: summariseUnits(before, labels),
    after: summariseUnits(after, labels),
  };
}

/** One unit of it. */
export function drawUnit(
  before: readonly Peak[],
  after: readonly Peak[],
  { pixels, labels, classes }: Pictures,
  view: ReceptiveField,
): TurnView['unit'] {
  const nine = (peaks: readonly Peak[]) => ({
    src: drawNine(pixels, peaks, view),
    counts: classCounts(peaks, labels, classes),
  });
  return { before: nine(before), after: nine(after), kept: stillThere(before, after) };
}
