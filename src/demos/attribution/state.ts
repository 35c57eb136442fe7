import * as z from 'zod/mini';
import type { LayerShape } from '#demos/network/layerShape.ts';
import { emptyCanvas } from '#demos/network/sheet.ts';
import { setSizes } from '#demos/network/state.ts';
import { methodIds } from '#numerics/attribution/methods.ts';
import type { Target } from '#numerics/attribution/target.ts';
import { decodeDrawing } from '#ui/drawingText.ts';

const index = z.int().check(z.gte(0));

/** How many pictures a mosaic may have: one alone, two side by side, or two rows of two. */
export const tileCounts = [1, 2, 4] as const;

/** Which picture: to be spread into a demo's own state, with `pictureExists` as a refinement. */
export const pictureFields = {
  /** Where the picture is from; the empty canvas is a set of one. */
  set: z.enum(['teaching', 'gallery', 'canvas']),
  /** Numbers in the set: of one picture, or of two or four that make a mosaic, row by row. */
  tiles: z.array(index),
  /** What was drawn on a picture that stands alone (see `encodeDrawing`). */
  drawn: z.string().check(z.refine((text) => decodeDrawing(text, emptyCanvas) !== null)),
};

/** A picture of the sheets, a mosaic of several, or a canvas, and what was drawn on it. */
// An alias, so that it can be part of a demo's state.
export type PictureState = {
  set: 'teaching' | 'gallery' | 'canvas';
  tiles: number[];
  drawn: string;
};

/** Whether there is such a picture. */
export function pictureExists({ set, tiles, drawn }: PictureState): boolean {
  const several = tiles.length > 1;
  return (
    tileCounts.some((count) => count === tiles.length) &&
    tiles.every((tile) => tile < (set === 'canvas' ? 1 : setSizes[set])) &&
    !(several && (set === 'canvas' || drawn !== ''))
  );
}

/** What may be explained in a network of these layers and so many classes. */
export function targetSchema(
  layers: readonly LayerShape[],
  classes: number,
): z.ZodMiniType<Target> {
  const target = z.union([
    z.object({
      kind: z.literal('class'),
      index: index.check(z.lt(classes)),
      as: z.enum(['score', 'logProbability', 'probability', 'loss']),
    }),
    z.object({
      kind: z.literal('unit'),
      layer: z.string(),
      channel: index,
      row: index,
      column: index,
    }),
    z.object({ kind: z.literal('channel'), layer: z.string(), channel: index }),
  ]);
  return target.check(
    z.refine((found) => {
      if (found.kind === 'class') return true;
      const layer = layers.find(({ name }) => name === found.layer);
      return layer !== undefined && found.channel < layer.channels;
    }),
  );
}

/** Some of the methods, each at most once. */
export const methodsSchema = z
  .array(z.enum(methodIds))
  .check(z.refine((ids) => new Set(ids).size === ids.length));
