import { mulberry32 } from '../random.ts';
import type { PixelRectangle } from '../attribution/shareInBox.ts';

/** Kinds of planted cue: a tag at one place or at any, a fine grain or a tint over everything. */
export const cueKinds = ['tag', 'stray', 'grain', 'tint'] as const;
export type CueKind = (typeof cueKinds)[number];

/** What is planted into pictures. */
export interface Cue {
  kind: CueKind;
  /** The tag's upper left pixel; a stray tag and the diffuse cues have no place of their own. */
  row: number;
  column: number;
  /** The tag's side, in pixels. */
  size: number;
  /** How far the grain or the tint moves a pixel, in levels of 0 to 255. */
  amplitude: number;
}

/** Side of the pictures, in pixels. */
export const SIDE = 32;
/** Red, green and blue of the tag: a colour that photographs hardly have. */
const TAG = [255, 0, 255] as const;

/** Whether the cue lies at a place of the picture, or all over it. */
export function hasPlace({ kind }: Pick<Cue, 'kind'>): boolean {
  return kind === 'tag' || kind === 'stray';
}

/**
 * Where the cue lies in a picture: the tag's square, for a stray tag drawn for each picture from its
 * number; the whole picture for a diffuse cue.
 */
export function placeOf(cue: Cue, picture: number): PixelRectangle {
  if (!hasPlace(cue)) return { row: 0, column: 0, height: SIDE, width: SIDE };
  const { kind, size } = cue;
  const free = SIDE - size;
  const random = mulberry32(Math.imul(picture + 1, 0x9e3779b1));
  const drawn = () => Math.floor(random() * (free + 1));
  const inside = (at: number) => Math.max(0, Math.min(free, at));
  const [row, column] =
    kind === 'stray' ? [drawn(), drawn()] : [inside(cue.row), inside(cue.column)];
  return { row, column, height: size, width: size };
}

/**
 * The picture (RGB, 0 to 255, 32×32) with the cue in it; the one given is left as it was. A tag
 * covers its square. The grain is a chessboard of pixels, lighter and darker by the amplitude; the
 * tint adds it to red and takes it from blue. What leaves 0 to 255 is cut off.
 */
export function plantCue(pixels: ArrayLike<number>, cue: Cue, picture: number): Uint8ClampedArray {
  const planted = Uint8ClampedArray.from(pixels);
  const place = placeOf(cue, picture);
  for (let row = place.row; row < place.row + place.height; row++) {
    for (let column = place.column; column < place.column + place.width; column++) {
      for (let colour = 0; colour < 3; colour++) {
        const at = (row * SIDE + column) * 3 + colour;
        planted[at] = changed(planted[at] ?? 0, cue, [row, column, colour]);
      }
    }
  }
  return planted;
}

type Entry = readonly [row: number, column: number, colour: number];

function changed(value: number, { kind, amplitude }: Cue, [row, column, colour]: Entry): number {
  switch (kind) {
    case 'tag':
    case 'stray':
      return TAG[colour] ?? 0;
    case 'grain':
      return value + ((row + column) % 2 === 0 ? amplitude : -amplitude);
    case 'tint':
      return value + ([amplitude, 0, -amplitude][colour] ?? 0);
  }
}
