import { AREA, isInside as isInsideSilhouette } from '../conflict/silhouette.ts';

/** The outlines of the six classes, all of one area. */
export const outlines = ['disc', 'square', 'triangle', 'cross', 'bar', 'crescent'] as const;
export type Outline = (typeof outlines)[number];

/** Half the width of the bar, which is three times as long as wide. */
const HALF_BAR = Math.sqrt(AREA / 3) / 2;
/** The crescent: a disc of this radius without another of the same, moved to the right by as much. */
const CRESCENT = Math.sqrt(AREA / (Math.PI - (2 * Math.PI) / 3 + Math.sqrt(3) / 2));

/** Whether a point lies inside the outline of size 1 around the origin; each covers the area π. */
export function isInside(outline: Outline, x: number, y: number): boolean {
  switch (outline) {
    case 'bar':
      return Math.abs(x) <= HALF_BAR && Math.abs(y) <= 3 * HALF_BAR;
    case 'crescent': {
      // Moved so that its middle, between its outer edge and its inner one, lies at the origin.
      const left = x + CRESCENT / 2 - CRESCENT;
      return left ** 2 + y ** 2 <= CRESCENT ** 2 && (left - CRESCENT) ** 2 + y ** 2 > CRESCENT ** 2;
    }
    default:
      return isInsideSilhouette(outline, x, y);
  }
}
