import { REACH } from './state.ts';

/** Shifts along one axis, from −REACH to REACH. */
export const SIDE = 2 * REACH + 1;

/**
 * What a network gives the classes at every shift; as `equivariance-invariance-map` returns it, NaN
 * where it has not got to yet.
 */
export interface ShiftMap {
  probabilities: ArrayLike<number>;
  classes: number;
}

/** The map whose probabilities are given in thousandths. */
export function shiftMapOf(thousandths: readonly number[], classes: number): ShiftMap {
  return { probabilities: thousandths.map((p) => p / 1000), classes };
}

/** What a class gets when the picture is moved. */
export function probabilityAt(
  { probabilities, classes }: ShiftMap,
  down: number,
  right: number,
  of: number,
): number {
  const place = (down + REACH) * SIDE + right + REACH;
  return probabilities[place * classes + of] ?? Number.NaN;
}

/** The class that gets the most when the picture is moved; undefined where it is not yet known. */
export function answerAt(map: ShiftMap, down: number, right: number): number | undefined {
  if (Number.isNaN(probabilityAt(map, down, right, 0))) return undefined;
  let best = 0;
  for (let of = 1; of < map.classes; of++) {
    if (probabilityAt(map, down, right, of) > probabilityAt(map, down, right, best)) best = of;
  }
  return best;
}

/** One class's probability at every shift, row by row. */
export function mapOfClass(map: ShiftMap, of: number): Float32Array {
  return Float32Array.from({ length: SIDE * SIDE }, (_, place) =>
    probabilityAt(map, Math.floor(place / SIDE) - REACH, (place % SIDE) - REACH, of),
  );
}

/** One class's probability against the shift to the right. */
export function curveOfClass(map: ShiftMap, down: number, of: number): [number, number][] {
  return Array.from({ length: SIDE }, (_, i) => [
    i - REACH,
    100 * probabilityAt(map, down, i - REACH, of),
  ]);
}

/** How many of the shifts get the unmoved picture's answer. */
export function sameAnswers(map: ShiftMap): number {
  const unmoved = answerAt(map, 0, 0);
  let count = 0;
  for (let down = -REACH; down <= REACH; down++) {
    for (let right = -REACH; right <= REACH; right++) {
      if (answerAt(map, down, right) === unmoved) count++;
    }
  }
  return count;
}

/** What rounding in 32 bits, and to four decimals, may make of equal probabilities. */
const EQUAL = 2e-4;

/**
 * The fewest pixels after which all answers come back, in both directions, to rounding; null if they
 * do not within REACH.
 */
export function period(map: ShiftMap): number | null {
  for (let step = 1; step <= REACH; step++) if (repeats(map, step)) return step;
  return null;
}

function repeats(map: ShiftMap, step: number): boolean {
  for (let down = -REACH; down <= REACH; down++) {
    for (let right = -REACH; right + step <= REACH; right++) {
      for (let of = 0; of < map.classes; of++) {
        const across = probabilityAt(map, down, right + step, of);
        if (Math.abs(across - probabilityAt(map, down, right, of)) > EQUAL) return false;
        const below = probabilityAt(map, right + step, down, of);
        if (Math.abs(below - probabilityAt(map, right, down, of)) > EQUAL) return false;
      }
    }
  }
  return true;
}

/** The class, other than `label`, that gets the most anywhere within reach. */
export function rivalOf(map: ShiftMap, label: number): number {
  let [rival, most] = [label === 0 ? 1 : 0, -1];
  for (let of = 0; of < map.classes; of++) {
    if (of === label) continue;
    const highest = mapOfClass(map, of).reduce((top, p) => (p > top ? p : top), 0);
    if (highest > most) [rival, most] = [of, highest];
  }
  return rival;
}
