import { pixelsUri } from '#demos/network/pixelsUri.ts';
import { SIDE } from '#demos/network/sheet.ts';
import { KEPT } from '#numerics/search/packTried.ts';
import type { ImageBox } from '#ui/PixelImage.tsx';

/** A population over its picture. */
export interface DrawnPopulation {
  /** The picture made pale, and each member's pixel in its own colour. */
  src: string;
  /** A frame around the fittest member. */
  boxes: ImageBox[];
  /** Pixels that at least one member holds. */
  places: number;
  /** Members that fool the network. */
  fooling: number;
  /** The fittest: p of the class, and its pixel and colour in words. */
  best: { p: number; row: number; column: number; colour: string };
}

/** How much of the picture is left under the members. */
const LEFT = 0.35;

/** A generation as `packTried` packs it, drawn on its picture of class `label`. */
export function drawPopulation(
  pixels: ArrayLike<number>,
  generation: ArrayLike<number>,
  label: number,
): DrawnPopulation {
  const drawn = Uint8Array.from(pixels, (value) => Math.round(255 - LEFT * (255 - value)));
  const held = new Set<number>();
  let fooling = 0;
  let best = { p: Infinity, row: 0, column: 0, colour: '' };
  for (let at = 0; at < generation.length; at += KEPT) {
    const [column = 0, row = 0, red = 0, green = 0, blue = 0, p = 1, answer = label] = Array.from(
      { length: KEPT },
      (_, k) => generation[at + k] ?? 0,
    );
    const pixel = row * SIDE + column;
    held.add(pixel);
    drawn.set([red, green, blue], 3 * pixel);
    if (answer !== label) fooling++;
    if (p < best.p) best = { p, row, column, colour: `${red}, ${green}, ${blue}` };
  }
  return {
    src: pixelsUri(drawn),
    boxes: [{ row: best.row, column: best.column, width: 1, height: 1 }],
    places: held.size,
    fooling,
    best,
  };
}
