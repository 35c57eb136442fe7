/** The outlines of the four classes, all of one area. */
export const silhouettes = ['disc', 'square', 'triangle', 'cross'] as const;
export type Silhouette = (typeof silhouettes)[number];

/** Area of each silhouette at size 1. */
export const AREA = Math.PI;

const HALF_SQUARE = Math.sqrt(AREA) / 2;
/** Half the width of the cross's bars, which are three times as long as wide: five squares in all. */
const HALF_BAR = Math.sqrt(AREA / 5) / 2;
/** Distance from the centre of an equilateral triangle to its sides; its area is 3√3 times the square. */
const TO_SIDE = Math.sqrt(AREA / (3 * Math.sqrt(3)));

/**
 * Whether a point lies inside the silhouette of size 1 around the origin. A disc has the radius 1; the
 * others have its area, so that how much of a picture is covered tells nothing about the class.
 */
export function isInside(silhouette: Silhouette, x: number, y: number): boolean {
  const [across, along] = [Math.abs(x), Math.abs(y)];
  switch (silhouette) {
    case 'disc':
      return x * x + y * y <= 1;
    case 'square':
      return Math.max(across, along) <= HALF_SQUARE;
    case 'triangle':
      return y <= TO_SIDE && (Math.sqrt(3) * across - y) / 2 <= TO_SIDE;
    case 'cross':
      return Math.min(across, along) <= HALF_BAR && Math.max(across, along) <= 3 * HALF_BAR;
  }
}
