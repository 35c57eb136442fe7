import { coverage, lotOf, NUMBERS, SIDE, type Scene } from './scene.ts';

/** Six ways to draw the same scenes. 'faded' is 'photo' again, but for its colours. */
export const styles = ['photo', 'faded', 'inverted', 'edges', 'textured', 'collage'] as const;
export type Style = (typeof styles)[number];

/** The five that are unlike each other, of which each is left out once. */
export const domains = [
  'photo',
  'inverted',
  'edges',
  'textured',
  'collage',
] as const satisfies Style[];

/** Side of the collage's scraps and width of a light or dark stripe, in pixels. */
const SCRAP = 4;
const STRIPE = 2;

/** Draws a scene in a style: RGB from 0 to 255, `SIDE`×`SIDE`, row by row. */
export function drawScene(scene: Scene, style: Style): Uint8ClampedArray {
  const random = lotOf(scene);
  const covered = coverage(scene, random);
  return painters[style](covered, random);
}

type Painter = (covered: Float32Array, random: () => number) => Uint8ClampedArray;

/** A bright figure before dark ground, both coloured, in a light from one side, with grain. */
const photo: Painter = (covered, random) => {
  const between = (low: number, high: number) => low + (high - low) * random();
  const ground = [0, 1, 2].map(() => between(40, 90));
  const figure = [0, 1, 2].map(() => between(140, 215));
  const angle = between(0, 2 * Math.PI);
  const [across, down] = [Math.cos(angle), Math.sin(angle)];
  return painted((row, column, colour) => {
    const share = covered[row * SIDE + column] ?? 0;
    const even = (1 - share) * (ground[colour] ?? 0) + share * (figure[colour] ?? 0);
    const light = (25 * (across * (column - SIDE / 2) + down * (row - SIDE / 2))) / SIDE;
    return even + light + between(-12, 12);
  });
};

const painters: Record<Style, Painter> = {
  photo,
  /** The photograph with 70 % of its contrast, and yellowed. */
  faded: (covered, random) => {
    const picture = photo(covered, random);
    const tint = [60, 45, 15];
    return picture.map((value, i) => 0.7 * value + (tint[i % 3] ?? 0));
  },
  /** The photograph's negative. */
  inverted: (covered, random) => photo(covered, random).map((value) => 255 - value),
  /** Dark lines on white paper where figure meets ground. */
  edges: (covered, random) => {
    const at = (row: number, column: number) => covered[within(row) * SIDE + within(column)] ?? 0;
    const ink = 40 + 60 * random();
    return greyed((row, column) => {
      const across = at(row, column + 1) - at(row, column - 1);
      const down = at(row + 1, column) - at(row - 1, column);
      const line = Math.min(1, Math.hypot(across, down));
      return 245 - (245 - ink) * line - 10 * random();
    });
  },
  /** Stripes on a ground of the same mean brightness. */
  textured: (covered, random) => {
    const [angle, shift] = [Math.PI * random(), 10 * random()];
    const [across, down] = [Math.cos(angle), Math.sin(angle)];
    const mean = 100 + 55 * random();
    return greyed((row, column) => {
      const phase = Math.floor((across * column + down * row + shift + 100) / STRIPE) % 2;
      const share = covered[row * SIDE + column] ?? 0;
      return mean + share * (phase ? 75 : -75) + 16 * (random() - 0.5);
    });
  },
  /** Scraps of coloured paper; the figure is cut from brighter ones or, as often, from darker ones. */
  collage: (covered, random) => {
    const scraps = Float32Array.from(
      { length: (SIDE / SCRAP) ** 2 * 3 },
      () => 75 + 105 * random(),
    );
    const step = random() < 0.5 ? 75 : -75;
    return painted((row, column, colour) => {
      const scrap = Math.floor(row / SCRAP) * (SIDE / SCRAP) + Math.floor(column / SCRAP);
      const share = covered[row * SIDE + column] ?? 0;
      return (scraps[scrap * 3 + colour] ?? 0) + share * step;
    });
  },
};

const within = (place: number) => Math.min(SIDE - 1, Math.max(0, place));

function painted(valueAt: (row: number, column: number, colour: number) => number) {
  return Uint8ClampedArray.from({ length: NUMBERS }, (_, i) => {
    const pixel = Math.floor(i / 3);
    return valueAt(Math.floor(pixel / SIDE), pixel % SIDE, i % 3);
  });
}

/** A picture of one value a pixel. */
function greyed(valueAt: (row: number, column: number) => number): Uint8ClampedArray {
  const pixels = new Uint8ClampedArray(NUMBERS);
  for (let pixel = 0; pixel < SIDE * SIDE; pixel++) {
    pixels.fill(valueAt(Math.floor(pixel / SIDE), pixel % SIDE), 3 * pixel, 3 * pixel + 3);
  }
  return pixels;
}
