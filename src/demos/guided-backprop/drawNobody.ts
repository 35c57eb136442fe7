import type { NobodyDrawing } from '#numerics/tasks/guided-backprop-nobody.ts';
import { drawColours } from './drawColours.ts';

/** A rule's drawing, ready to be shown. */
export interface DrawnNobody {
  rule: NobodyDrawing['rule'];
  src: string;
  width: number;
  height: number;
  cosine: number;
}

/** The drawings of all rules. */
export function drawNobody(
  found: readonly NobodyDrawing[],
  { height, width }: { height: number; width: number },
): DrawnNobody[] {
  return found.map(({ rule, signal, cosine }) => ({
    rule,
    src: drawColours(signal, { height, width }),
    width,
    height,
    cosine: Number(cosine.toFixed(4)),
  }));
}
