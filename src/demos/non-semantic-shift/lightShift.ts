import type { CovariateShift, Distribution } from '#numerics/shift/importance.ts';
import { PLACES } from './state.ts';

/** The source's centre and width, and the last place where it ever is. */
const SOURCE = { centre: 12, width: 5, last: 30 } as const;

/** A bell over the places, cut off after `last`, with sum 1. */
function bell(centre: number, width: number, last: number): Distribution {
  const raw = Array.from({ length: PLACES }, (_, x) =>
    x <= last ? Math.exp(-((x - centre) ** 2) / (2 * width ** 2)) : 0,
  );
  const total = raw.reduce((sum, value) => sum + value, 0);
  return raw.map((value) => value / total);
}

/** Share of wrong answers at each place: few by day, more towards the night, most in the last dark. */
const loss = Array.from({ length: PLACES }, (_, x) => 0.03 + 0.47 / (1 + Math.exp(-(x - 25) / 3)));

/** Days of photographs as a source, and a target wherever the reader puts it. */
export function lightShift(centre: number, width: number): CovariateShift {
  return {
    source: bell(SOURCE.centre, SOURCE.width, SOURCE.last),
    target: bell(centre, width, PLACES - 1),
    loss,
  };
}

/** The last place where the source ever is. */
export const SOURCE_ENDS = SOURCE.last;
