import { drawMap, largestOf, type DrawnMap } from '#demos/attribution/drawMap.ts';
import { SIDE } from '#demos/network/sheet.ts';
import { neighboursAgree, shareLeft, squareMeans } from '#numerics/attribution/cancellation.ts';
import { randomOrder } from '#numerics/random.ts';
import type { GrainOutput } from '#numerics/tasks/backprop-visualization-limits-grain.ts';

const size = [SIDE, SIDE] as const;

/** Two maps averaged over squares, and what is measured of them. */
export interface DrawnGrain {
  still: DrawnMap;
  shaken: DrawnMap;
  scores: [still: number, shaken: number];
  /** Pixels with the sign of the pixel to their right, in the map that is not shaken. */
  neighbours: number;
  /** What averaging leaves of that map, and of the same numbers in random places. */
  left: number;
  leftAtRandom: number;
  signs: number;
  switched: number;
}

/** Draws both maps over squares of `side` pixels, on the scale of the one that is not shaken. */
export function drawGrain(found: GrainOutput, side: number, seed: number): DrawnGrain {
  const { still, shaken, signs, switched } = found;
  const order = randomOrder(still.map.length, seed);
  const strewn = Float32Array.from(order, (pixel) => still.map[pixel] ?? 0);
  const means = [still, shaken].map(({ map }) => squareMeans(map, size, side));
  const [first = still.map, second = shaken.map] = means;
  const scale = largestOf(first);
  const draw = (values: Float32Array) =>
    drawMap({ values, height: SIDE, width: SIDE, signed: true }, scale);
  return {
    still: draw(first),
    shaken: draw(second),
    scores: [still.score, shaken.score],
    neighbours: neighboursAgree(still.map, size),
    left: shareLeft(still.map, size, side),
    leftAtRandom: shareLeft(strewn, size, side),
    signs,
    switched,
  };
}
