import { drawMap, largestOf, type DrawnMap } from '#demos/attribution/drawMap.ts';
import { pixelsUri } from '#demos/network/pixelsUri.ts';
import { SIDE } from '#demos/network/sheet.ts';
import { pixelSets, type SetName } from '#numerics/attribution/pixelSets.ts';
import type { PushInput, PushOutput } from '#numerics/tasks/backprop-visualization-limits-push.ts';
import { MOST_LEVELS, type PushState } from './state.ts';

/** The levels of the curves: all that the slider has. */
const allLevels = Array.from({ length: 2 * MOST_LEVELS + 1 }, (_, i) => i - MOST_LEVELS);

/** Those of the first frame: enough for its curve, and quick to compute. */
export const firstLevels = [-MOST_LEVELS, -4, -1, 0, 1, 4, MOST_LEVELS];

/** What the state asks of the task. */
export function askPush(
  { method, network, seed }: Pick<PushState, 'method' | 'network' | 'seed'>,
  pixels: ArrayLike<number>,
  index: number,
  levels: readonly number[] = allLevels,
): PushInput {
  return { pixels, index, network, method: { id: method }, levels, seed };
}

/** The numbers of a push with as many digits as are shown: small enough for a page. */
export function packPush(found: PushOutput, levels: readonly number[] = allLevels): PackedPush {
  const round = (value: number) => Number(value.toPrecision(5));
  return {
    levels,
    score: round(found.score),
    sets: found.sets.map(({ id, pixels, slope, claim, scores, chances }) => ({
      id,
      pixels,
      slope: round(slope),
      claim: round(claim),
      scores: scores.map(round),
      chances: chances.map(round),
    })),
  };
}

/** A push without its map, with the levels of its numbers. */
export interface PackedPush extends Pick<PushOutput, 'score' | 'sets'> {
  levels: readonly number[];
}

/** A map whole, and the part of it that is pushed, on one scale; how its slopes are distributed. */
export interface DrawnPush {
  whole: DrawnMap;
  part: DrawnMap;
  /** How many pixels have a slope of about this magnitude, [magnitude, count], above and below zero. */
  above: [number, number][];
  below: [number, number][];
}

/** Draws a push. */
export function drawPush(
  map: Float32Array,
  { set, seed, unsigned }: Pick<PushState, 'set' | 'seed' | 'unsigned'>,
): DrawnPush {
  const chosen = pixelSets(map, seed)[set];
  const shown = unsigned ? map.map(Math.abs) : map;
  const size = { height: SIDE, width: SIDE, signed: !unsigned };
  const scale = largestOf(map);
  return {
    whole: drawMap({ ...size, values: shown }, scale),
    part: drawMap({ ...size, values: shown.map((value, i) => (chosen[i] ? value : 0)) }, scale),
    above: countsOf(map, scale),
    below: countsOf(
      map.map((value) => -value),
      scale,
    ),
  };
}

/** The picture after its push, as far as a screen can show it: cut off at black and white. */
export function drawPushed(
  pixels: ArrayLike<number>,
  map: ArrayLike<number>,
  { set, seed, level }: Pick<PushState, 'set' | 'seed' | 'level'>,
): string {
  const chosen = pixelSets(map, seed)[set];
  const brighter = Array.from(pixels, (value, entry) =>
    chosen[Math.floor(entry / 3)] ? value + level : value,
  );
  return pixelsUri(brighter);
}

const BINS = 16;

/** Pixels whose value is positive, by value, from 0 to the scale. */
function countsOf(values: Float32Array, scale: number): [number, number][] {
  const counts = new Array<number>(BINS).fill(0);
  for (const value of values) {
    const bin = Math.min(BINS - 1, Math.floor((BINS * value) / scale));
    if (value > 0) counts[bin] = (counts[bin] ?? 0) + 1;
  }
  return counts.map((count, i) => [Number((((i + 0.5) * scale) / BINS).toPrecision(3)), count]);
}

/** A set's share in a push, at one level. */
export interface PushedRow {
  id: SetName;
  pixels: number;
  /** What the gradient foretells, and what the map would if it were the gradient. */
  foretold: number;
  claimed: number;
  real: number;
  chance: number;
}

/** All sets at one level. */
export function rowsOf({ levels, score, sets }: PackedPush, level: number): PushedRow[] {
  const at = levels.indexOf(level);
  return sets.map(({ id, pixels, slope, claim, scores, chances }) => ({
    id,
    pixels,
    foretold: level * slope,
    claimed: level * claim,
    real: (scores[at] ?? Number.NaN) - score,
    chance: chances[at] ?? Number.NaN,
  }));
}

/** What a reader's guess is compared with: the negative half at one level, beside the positive one. */
export function outcomeOf(found: PackedPush): 'nothing' | 'less' | 'same' {
  const [positive, negative] = rowsOf(found, 1);
  const ratio = -(negative?.real ?? 0) / (positive?.real || 1);
  return ratio < 0.1 ? 'nothing' : ratio < 0.75 ? 'less' : 'same';
}
