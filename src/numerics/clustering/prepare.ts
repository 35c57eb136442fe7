import { choosePoints, type Points } from './points.ts';
import { sameDistances } from './sameDistances.ts';
import { standardising, whitening } from './spaces.ts';

/** Where pictures can be grouped. */
export const spaceNames = ['pixels', 'untrained', 'features', 'scaled', 'whitened'] as const;

export type SpaceName = (typeof spaceNames)[number];

/** Numbers of all pictures, as they were read, and what is known of each. */
export interface Gallery {
  values: ArrayLike<number>;
  /** Numbers of each picture. */
  length: number;
  /** Source class of each picture; −1 for those of the target. */
  known: readonly number[];
}

/** Source and target in the coordinates of a space. */
export interface Prepared {
  /** Those that teach, with their classes. */
  source: { points: Points; classes: number[] };
  /** Other labelled ones, to ask how well the lesson was learned. */
  heldOut: { points: Points; classes: number[] };
  /** Without labels. */
  target: Points;
}

/** Of five labelled pictures four teach. */
const TEACH = 0.8;

/**
 * Splits the pictures and changes their coordinates: not at all, to unit spread, or to unit spread within
 * classes; the units are learned from the teaching pictures only.
 */
export function prepare({ values, length, known }: Gallery, space: SpaceName): Prepared {
  const all: Points = { values: Float64Array.from(values), dimensions: length };
  const numbers = [...known.keys()];
  const labelled = numbers.filter((i) => (known[i] ?? -1) >= 0);
  const teach = labelled.slice(0, Math.round(TEACH * labelled.length));
  const ask = labelled.slice(teach.length);
  const ofTarget = numbers.filter((i) => (known[i] ?? -1) < 0);
  const classesOf = (those: readonly number[]) => those.map((i) => known[i] ?? -1);

  const scale =
    space === 'pixels' || space === 'features'
      ? (points: Points) => points
      : standardising(choosePoints(all, teach));
  const scaled = scale(all);
  const rescale =
    space === 'whitened'
      ? whitening({ points: choosePoints(scaled, teach), classes: classesOf(teach) })
      : (points: Points) => points;
  const of = (those: readonly number[]) => rescale(choosePoints(scaled, those));
  const target = of(ofTarget);
  return {
    source: { points: of(teach), classes: classesOf(teach) },
    heldOut: { points: of(ask), classes: classesOf(ask) },
    target: space === 'pixels' ? sameDistances(target) : target,
  };
}
