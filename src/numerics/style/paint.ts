import type { Picture } from '../images/picture.ts';
import { mulberry32 } from '../random.ts';

/** Pictures that the book paints itself, each a kind of mark repeated all over. */
export const paintings = ['strokes', 'tiles', 'hatching'] as const;
export type Painting = (typeof paintings)[number];

type Colour = readonly [number, number, number];
type Point = readonly [number, number];

/** Red, green and blue, 0 to 255. */
const SKY: readonly Colour[] = [
  [16, 32, 84],
  [28, 66, 140],
  [70, 124, 190],
  [150, 190, 216],
  [244, 214, 92],
  [236, 158, 44],
];
const GLASS: readonly Colour[] = [
  [196, 52, 40],
  [226, 140, 46],
  [240, 206, 120],
  [52, 124, 120],
  [26, 66, 96],
  [120, 40, 66],
];
const [PAPER, INK, GROUT]: readonly Colour[] = [
  [243, 234, 214],
  [28, 34, 66],
  [34, 28, 30],
];

/** A picture of side × side pixels, 0 to 255; the same seed paints the same. */
export function paint(painting: Painting, side: number, seed: number): Picture {
  const random = mulberry32(Math.imul(seed, 0x9e3779b1));
  const canvas = {
    height: side,
    width: side,
    channels: 3,
    values: new Float32Array(side * side * 3),
  };
  if (painting === 'tiles') paintTiles(canvas, random);
  else if (painting === 'strokes') paintStrokes(canvas, random);
  else paintHatching(canvas, random);
  return canvas;
}

/** Short thick strokes that follow the whirls of a wind. */
function paintStrokes(canvas: Picture, random: () => number): void {
  const side = canvas.width;
  const whirls = Array.from({ length: 5 }, () => ({
    at: [random() * side, random() * side] as const,
    turn: random() < 0.5 ? -1 : 1,
    width: side * (0.12 + 0.12 * random()),
  }));
  const wind = ([y, x]: Point): Point => {
    let [dy, dx] = [0.25, 1];
    for (const { at, turn, width } of whirls) {
      const [ry, rx] = [y - at[0], x - at[1]];
      const near = Math.exp(-(ry * ry + rx * rx) / (2 * width * width));
      dy += (3 * turn * near * rx) / width;
      dx -= (3 * turn * near * ry) / width;
    }
    const length = Math.hypot(dy, dx) || 1;
    return [dy / length, dx / length];
  };
  const light = (at: Point) =>
    whirls.reduce((most, whirl) => {
      const away = Math.hypot(at[0] - whirl.at[0], at[1] - whirl.at[1]) / whirl.width;
      return Math.max(most, Math.exp(-away * away));
    }, 0);
  canvas.values.forEach((_, i) => {
    canvas.values[i] = SKY[1]?.[i % 3] ?? 0;
  });
  for (let n = 0; n < side * side * 0.12; n++) {
    let at: Point = [random() * side, random() * side];
    const shade = Math.min(0.999, Math.max(0, light(at) * 0.9 + 0.35 * (random() - 0.35)));
    const colour = shaded(SKY[Math.floor(shade * SKY.length)], 0.85 + 0.3 * random());
    const radius = 0.7 + 0.7 * random();
    for (let step = 0; step < 4; step++) {
      const [dy, dx] = wind(at);
      const next: Point = [at[0] + 2.2 * dy, at[1] + 2.2 * dx];
      drawLine(canvas, [at, next], radius, colour);
      at = next;
    }
  }
}

/** Irregular tiles of glass with grout between. */
function paintTiles(canvas: Picture, random: () => number): void {
  const side = canvas.width;
  const pitch = 11;
  const count = Math.ceil(side / pitch) + 2;
  const tiles = Array.from({ length: count * count }, (_, i) => ({
    y: (Math.floor(i / count) - 0.5 + 0.7 * (random() - 0.5)) * pitch,
    x: ((i % count) - 0.5 + 0.7 * (random() - 0.5)) * pitch,
    colour: shaded(GLASS[Math.floor(random() * GLASS.length)], 0.85 + 0.3 * random()),
  }));
  for (let i = 0; i < side * side; i++) {
    const [y, x] = [Math.floor(i / side), i % side];
    let [near, next] = [Infinity, Infinity];
    let colour = GROUT ?? [0, 0, 0];
    for (const tile of tiles) {
      const away = Math.hypot(tile.y - y, tile.x - x);
      if (away < near) [next, near, colour] = [near, away, tile.colour];
      else next = Math.min(next, away);
    }
    const inside = Math.min(1, Math.max(0, (next - near) / 2 - 0.4));
    for (let c = 0; c < 3; c++) {
      canvas.values[i * 3 + c] = inside * (colour[c] ?? 0) + (1 - inside) * (GROUT?.[c] ?? 0);
    }
  }
}

/** Pen strokes on paper, in two directions, closer where it is dark. */
function paintHatching(canvas: Picture, random: () => number): void {
  const side = canvas.width;
  canvas.values.forEach((_, i) => {
    canvas.values[i] = PAPER?.[i % 3] ?? 0;
  });
  const [phase, other] = [random() * 6, random() * 6];
  const dark = ([y, x]: Point) =>
    0.5 + 0.5 * Math.sin(phase + y / 13) * Math.cos(other + x / 17 + y / 40);
  for (let n = 0; n < side * side * 0.16; n++) {
    const at: Point = [random() * side, random() * side];
    const depth = dark(at);
    if (random() > depth) continue;
    const angle = (depth > 0.6 && random() < 0.5 ? -0.75 : 0.8) + 0.2 * (random() - 0.5);
    const length = 5 + 5 * random();
    const end: Point = [at[0] + length * Math.sin(angle), at[1] + length * Math.cos(angle)];
    drawLine(canvas, [at, end], 0.35, INK ?? [0, 0, 0]);
  }
}

function shaded(colour: Colour | undefined, by: number): Colour {
  const [r = 0, g = 0, b = 0] = colour ?? [];
  return [r * by, g * by, b * by].map((value) => Math.min(255, value)) as unknown as Colour;
}

/** A line with round ends, its edge smoothed over a pixel. */
function drawLine(
  { width, height, values }: Picture,
  [[y0, x0], [y1, x1]]: readonly [Point, Point],
  radius: number,
  colour: Colour,
): void {
  const reach = radius + 1;
  const length = (y1 - y0) ** 2 + (x1 - x0) ** 2 || 1;
  const top = Math.max(0, Math.floor(Math.min(y0, y1) - reach));
  const left = Math.max(0, Math.floor(Math.min(x0, x1) - reach));
  for (let y = top; y <= Math.min(height - 1, Math.max(y0, y1) + reach); y++) {
    for (let x = left; x <= Math.min(width - 1, Math.max(x0, x1) + reach); x++) {
      const along = ((y - y0) * (y1 - y0) + (x - x0) * (x1 - x0)) / length;
      const t = Math.min(1, Math.max(0, along));
      const away = Math.hypot(y - y0 - t * (y1 - y0), x - x0 - t * (x1 - x0));
      const cover = Math.min(1, Math.max(0, radius + 0.5 - away));
      for (let c = 0; c < 3; c++) {
        const at = (y * width + x) * 3 + c;
        values[at] = (1 - cover) * (values[at] ?? 0) + cover * (colour[c] ?? 0);
      }
    }
  }
}
