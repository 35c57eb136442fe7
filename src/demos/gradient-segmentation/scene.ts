import { NUMBERS, SIDE } from '#demos/network/sheet.ts';
import {
  composite,
  type GroundPicture,
  type MaskedPicture,
} from '#numerics/segmentation/composite.ts';

/** The grounds of `public/images/grounds.png`, from left to right. */
export const photographed = ['grass', 'gravel', 'brick', 'wood', 'fur'] as const;
/** Pixels of a side of each. */
const GROUND_SIDE = 48;
/** How far an object can be moved on them. */
export const ROOM = GROUND_SIDE - SIDE;

/** What an object may lie on: its own photograph, or another. */
export const grounds = ['own', ...photographed] as const;

/** Which object lies where, on what, and how much it is disguised (0 to 1). */
// An alias, so that it can be part of a demo's state.
export type SceneChoice = {
  object: number;
  ground: (typeof grounds)[number];
  row: number;
  column: number;
  disguise: number;
};

/** A mask's text of # and dots as numbers. */
function maskOf(text: string): Uint8Array {
  return Uint8Array.from(text, (sign) => (sign === '#' ? 1 : 0));
}

/** One ground of the sheet; `raw` has `perPixel` numbers a pixel. */
export function groundAt(
  raw: ArrayLike<number>,
  perPixel: 3 | 4,
  name: (typeof photographed)[number],
): GroundPicture {
  const at = photographed.indexOf(name);
  const pixels = new Uint8Array(GROUND_SIDE * GROUND_SIDE * 3);
  for (let i = 0; i < GROUND_SIDE * GROUND_SIDE; i++) {
    const [row, column] = [Math.floor(i / GROUND_SIDE), i % GROUND_SIDE];
    const from = row * photographed.length * GROUND_SIDE + at * GROUND_SIDE + column;
    for (let c = 0; c < 3; c++) pixels[3 * i + c] = raw[perPixel * from + c] ?? 0;
  }
  return { pixels, height: GROUND_SIDE, width: GROUND_SIDE };
}

/** The chosen object on the chosen ground; `ground` is null for its own photograph. */
export function sceneOf(
  { row, column, disguise }: Pick<SceneChoice, 'row' | 'column' | 'disguise'>,
  object: { pixels: Uint8Array; mask: string },
  ground: GroundPicture | null,
): MaskedPicture {
  if (object.pixels.length !== NUMBERS) {
    throw new Error(
      `Expected a picture of ${SIDE}×${SIDE}, found ${object.pixels.length} numbers.`,
    );
  }
  const own = { pixels: object.pixels, mask: maskOf(object.mask), height: SIDE, width: SIDE };
  if (ground) return composite(own, ground, { row, column }, disguise);
  return composite(own, own, { row: 0, column: 0 }, disguise);
}
