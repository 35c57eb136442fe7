/** The textures of the four classes, in the order of their silhouettes. */
export const surfaces = ['stripes', 'checks', 'dots', 'speckle'] as const;
export type Surface = (typeof surfaces)[number];

/** How a texture lies: its shift in pixels, the direction of its rows, and the seed of its grain. */
export interface Lie {
  x: number;
  y: number;
  /** In radians. */
  angle: number;
  grain: number;
}

/** Pixels from one stripe, check or dot to the next. */
const PERIOD = 5;

/**
 * The texture at a pixel, 1 or −1, half of them each in the mean: stripes, a chessboard, dots in
 * rows, or blots without order.
 */
export function surfaceAt(surface: Surface, column: number, row: number, lie: Lie): 1 | -1 {
  const [cos, sin] = [Math.cos(lie.angle), Math.sin(lie.angle)];
  const u = (cos * column + sin * row + lie.x) / PERIOD;
  const v = (cos * row - sin * column + lie.y) / PERIOD;
  switch (surface) {
    case 'stripes':
      return sign(0.5 - fraction(u));
    case 'checks':
      return sign((fraction(u) - 0.5) * (fraction(v) - 0.5));
    case 'dots':
      return sign(RADIUS - Math.hypot(fraction(u) - 0.5, fraction(v) - 0.5));
    case 'speckle':
      return sign(0.5 - noise(Math.floor(column / 2), Math.floor(row / 2), lie.grain));
  }
}

/** A dot that covers half of its square. */
const RADIUS = Math.sqrt(0.5 / Math.PI);

function fraction(value: number): number {
  return value - Math.floor(value);
}

function sign(value: number): 1 | -1 {
  return value >= 0 ? 1 : -1;
}

/** A number in [0, 1) for each place, the same whenever it is asked for. */
function noise(x: number, y: number, seed: number): number {
  let hash = Math.imul(x + 101, 0x85ebca6b) ^ Math.imul(y + 211, 0xc2b2ae35) ^ seed;
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
  hash = Math.imul(hash ^ (hash >>> 12), 0x297a2d39);
  return ((hash ^ (hash >>> 15)) >>> 0) / 4294967296;
}
