import * as z from 'zod/mini';
import type { TransferSettings } from '#numerics/tasks/gram-matrix-transfer.ts';
import { paintings } from '#numerics/style/paint.ts';
import { photographed } from '#demos/gradient-segmentation/scene.ts';

/** Photographs that can be painted anew. */
export const contents = ['coffee', 'cat'] as const;
/** Pictures whose style is taken: painted by the book's own code, or photographed grounds. */
export const styles = [...paintings, ...photographed] as const;
/** Pictures whose Gram matrix is looked at. */
export const looked = [...contents, ...paintings] as const;

export type ContentName = (typeof contents)[number];
export type StyleName = (typeof styles)[number];
export type PictureName = ContentName | StyleName;

const seed = z.int().check(z.gte(1), z.lte(99));
const weight = z.number().check(z.gte(0), z.lte(1));
const convolutions = ['conv1', 'conv2', 'conv3', 'conv4', 'conv5'] as const;

/** Which pictures, and how their losses are weighed. */
export const labSchema = z.object({
  content: z.enum(contents),
  style: z.enum(styles),
  side: z.literal([64, 96, 128]),
  contentPlace: z.enum(convolutions),
  byGram: z.boolean(),
  /** λ_style/λ_content as a power of ten. */
  balance: z.number().check(z.gte(-1), z.lte(3)),
  weights: z.array(weight).check(z.length(convolutions.length)),
  centred: z.boolean(),
  start: z.enum(['content', 'noise']),
  filters: z.enum(['trained', 'random']),
  seed,
  steps: z.int().check(z.gte(50), z.lte(600)),
});

export type LabState = z.infer<typeof labSchema>;

export const labDefaults: LabState = {
  content: 'coffee',
  style: 'tiles',
  side: 96,
  contentPlace: 'conv4',
  byGram: false,
  balance: 1,
  weights: [1, 1, 1, 1, 0],
  centred: false,
  start: 'content',
  filters: 'trained',
  seed: 1,
  steps: 200,
};

/** What the task is asked for in this state. */
export function settingsOf({
  balance,
  content: _,
  style: __,
  ...rest
}: LabState): TransferSettings {
  return { ...rest, lambda: Number((10 ** balance).toPrecision(6)) };
}

/** A picture, where its features are taken, and what is shuffled. */
export const shuffleSchema = z.object({
  picture: z.enum(looked),
  place: z.enum(['input', 'conv1', 'conv2']),
  shuffle: z.enum(['none', 'features', 'pixels']),
  centred: z.boolean(),
  seed,
  row: z.int().check(z.gte(0), z.lte(63)),
  column: z.int().check(z.gte(0), z.lte(63)),
});

export type ShuffleState = z.infer<typeof shuffleSchema>;

export const shuffleDefaults: ShuffleState = {
  picture: 'coffee',
  place: 'conv1',
  shuffle: 'features',
  centred: true,
  seed: 1,
  row: 4,
  column: 11,
};
