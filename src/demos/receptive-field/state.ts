import * as z from 'zod/mini';
import { presets } from './presets.ts';

const whole = (least: number, most: number) => z.int().check(z.gte(least), z.lte(most));

/** A row of the builder: a window with its numbers. */
export const builtLayerSchema = z.object({
  t: z.enum(['conv', 'pool']),
  k: whole(1, 11),
  s: whole(1, 4),
  p: whole(0, 5),
  d: whole(1, 8),
});

export type BuiltLayer = z.infer<typeof builtLayerSchema>;

/** As many layers as VGG-16 has before its dense ones, and a few more. */
export const MOST_LAYERS = 20;

/** The builder: a stack, the side of its input, and what the reader guesses. */
export const builderSchema = z.object({
  layers: z.array(builtLayerSchema).check(z.minLength(1), z.maxLength(MOST_LAYERS)),
  side: whole(1, 256),
  guess: z.nullable(z.enum(['hardly', 'root', 'double'])),
});

export type BuilderState = z.infer<typeof builderSchema>;

export const builderDefaults: BuilderState = { ...presets.three.stack, guess: null };

/** The layers of the book's network that have maps, and how many units a map's side has. */
export const mapSides = {
  conv1: 32,
  pool1: 16,
  conv2: 16,
  conv3: 16,
  pool2: 8,
  conv4: 8,
  conv5: 8,
} as const;

export type MapLayer = keyof typeof mapSides;
export const mapLayers = Object.keys(mapSides) as MapLayer[];

/** The measurement: which units, over how many pictures, and which untrained weights. */
export const measuredSchema = z
  .object({
    layer: z.enum(mapLayers as [MapLayer, ...MapLayer[]]),
    row: whole(0, 31),
    column: whole(0, 31),
    images: whole(20, 500),
    seed: whole(1, 99),
  })
  .check(z.refine(({ layer, row, column }) => row < mapSides[layer] && column < mapSides[layer]));

export type MeasuredState = z.infer<typeof measuredSchema>;

export const measuredDefaults: MeasuredState = {
  layer: 'conv5',
  row: 3,
  column: 3,
  images: 100,
  seed: 1,
};
