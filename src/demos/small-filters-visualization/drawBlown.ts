import { drawMap, largestOf, type DrawnMap } from '#demos/attribution/drawMap.ts';
import { blowUp } from '#numerics/images/blowUp.ts';
import type { BlownOutput } from '#numerics/tasks/small-filters-visualization-blown.ts';

/** A map in three ways, on one scale, and its numbers. */
export interface DrawnBlown {
  hard: DrawnMap;
  smooth: DrawnMap;
  true: DrawnMap;
  numbers: Pick<
    BlownOutput,
    'units' | 'side' | 'jump' | 'explained' | 'smoothPeak' | 'truePeak' | 'answer'
  > & { smooth: number[]; true: number[] };
}

/** How much finer the smooth map is drawn, so that no pixel of it is seen. */
const FINE = 16;

/** The numbers of a map as images; rounded, since they are read out with three digits. */
export function drawBlown(found: BlownOutput): DrawnBlown {
  const { coarse, units, side, smooth, true: fine, ...numbers } = found;
  const signed = fine.some((value) => value < 0);
  const scale = Math.max(largestOf(coarse), largestOf(fine));
  const square = (values: ArrayLike<number>, width: number) =>
    drawMap({ values, height: width, width, signed }, scale);
  const drawn = blowUp({ values: coarse, height: units, width: units }, FINE);
  const rounded = (values: Float32Array) =>
    Array.from(values, (value) => Math.round(100 * value) / 100);
  return {
    hard: square(coarse, units),
    smooth: square(drawn.values, drawn.width),
    true: square(fine, side),
    numbers: { ...numbers, units, side, smooth: rounded(smooth), true: rounded(fine) },
  };
}

/** The place of the fine grid whose unit looks nearest to a pixel: its centres begin at pixel 1.5. */
export function placeAt(pixel: number, side: number): number {
  return Math.max(0, Math.min(side - 1, Math.round(pixel - 1.5)));
}
