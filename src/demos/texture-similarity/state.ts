import * as z from 'zod/mini';
import { GRID } from '#numerics/texture/marks.ts';
import { LAST, PATCH, PATCHES, textureNames } from '#numerics/texture/textureSheet.ts';

export const layers = ['conv1', 'conv2', 'conv3', 'conv4', 'conv5'] as const;
type Layer = (typeof layers)[number];

/** The ways of comparing, as the reader chooses among them; the names are those of the numerics. */
export const compared = ['pixels', 'greys', 'maps', 'means', 'spreads', 'gram'] as const;

const layer = z.enum(layers);
const measure = z.enum(compared);
const texture = z.int().check(z.gte(0), z.lt(textureNames.length));

/** Which patch asks, by what it is compared, at which layer of which network. */
export type AskState = {
  texture: number;
  patch: number;
  measure: (typeof compared)[number];
  layer: Layer;
  /** Seed of random filters; 0 for the trained ones. */
  random: number;
  equal: boolean;
  guess: 'maps' | 'means' | 'gram' | null;
};

/** A piece of brick wall asks by its pixels. */
export const askDefaults: AskState = {
  texture: 2,
  patch: 1,
  measure: 'pixels',
  layer: 'conv3',
  random: 0,
  equal: true,
  guess: null,
};

export const askSchema: z.ZodMiniType<AskState> = z.object({
  texture,
  patch: z.int().check(z.gte(0), z.lt(PATCHES)),
  measure,
  layer,
  random: z.int().check(z.gte(0), z.lte(99)),
  equal: z.boolean(),
  guess: z.nullable(z.enum(['maps', 'means', 'gram'])),
});

/** Blocks that a patch can be cut into, in pixels; the largest leaves it whole. */
export const blocks = [PATCH, 24, 16, 12, 8, 4, 2, 1] as const;

/** Where the second crop lies, and into which blocks it is cut and shuffled. */
export type ApartState = {
  texture: number;
  row: number;
  column: number;
  block: number;
  layer: Layer;
};

/** The same gravel, three pixels further right. */
export const apartDefaults: ApartState = {
  texture: 1,
  row: LAST.row / 2,
  column: 3,
  block: PATCH,
  layer: 'conv3',
};

export const apartSchema: z.ZodMiniType<ApartState> = z.object({
  texture,
  row: z.int().check(z.gte(0), z.lte(LAST.row)),
  column: z.int().check(z.gte(0), z.lte(LAST.column)),
  block: z.int().check(z.refine((size) => blocks.some((known) => known === size))),
  layer,
});

/** An arrangement of marks, x for a cross and o for a ring, row by row; and how far apart they stand. */
export type MarksState = { marks: string; pitch: number };

const PLACES = GRID * GRID;
/** The first grid, with which the reader's is compared: crosses and rings in turn, like a chessboard. */
export const board = marksText((row, column) => (row + column) % 2 === 0);
export const halves = marksText((_, column) => column < GRID / 2);
export const pitches = { least: 8, most: 40, step: 4 } as const;

/** Crosses on the left, rings on the right. */
export const marksDefaults: MarksState = { marks: halves, pitch: 20 };

export const marksSchema: z.ZodMiniType<MarksState> = z.object({
  marks: z.string().check(z.regex(new RegExp(`^[xo]{${PLACES}}$`))),
  pitch: z.int().check(z.gte(pitches.least), z.lte(pitches.most), z.multipleOf(pitches.step)),
});

function marksText(isCross: (row: number, column: number) => boolean): string {
  return Array.from({ length: PLACES }, (_, i) =>
    isCross(Math.floor(i / GRID), i % GRID) ? 'x' : 'o',
  ).join('');
}

/** Which of the places have a cross. */
export const crossesOf = (marks: string): boolean[] => [...marks].map((mark) => mark === 'x');
