import * as z from 'zod/mini';

import { manifestSchema } from './manifest.ts';

const size = z.int().check(z.positive());
const share = z.number().check(z.gte(0), z.lte(1));

/**
 * The whole manifest of a network that was trained for the book: also how good it is and how it came
 * about. Written by `training/export.py`.
 */
export const trainedManifestSchema = z.extend(manifestSchema, {
  accuracy: z.object({
    /** Test images that the two shares are of. */
    images: size,
    beforeQuantisation: share,
    afterQuantisation: share,
    largestLogitDifference: z.number(),
    /** The same on the test images that come with the book. */
    sample: z.object({ files: z.array(z.string()), images: size, afterQuantisation: share }),
    underAttack: z.nullable(z.object({ attack: z.string(), images: size, accuracy: share })),
  }),
  training: z.object({
    seed: z.int(),
    recipe: z.record(z.string(), z.union([z.number(), z.boolean()])),
    optimiser: z.string(),
    augmentation: z.string(),
    adversary: z.nullable(z.record(z.string(), z.union([z.number(), z.boolean()]))),
    trainedOn: z.string(),
    selection: z.string(),
    seconds: z.number(),
    /** Not counted on a GPU. */
    processorSeconds: z.optional(z.number()),
    machine: z.string(),
    software: z.string(),
    date: z.string(),
  }),
  data: z.object({
    name: z.string(),
    author: z.string(),
    reference: z.string(),
    obtainedFrom: z.string(),
    archiveSha256: z.string(),
    licence: z.string(),
  }),
});

/** The manifest of a network that was trained for the book. */
export type TrainedManifest = z.infer<typeof trainedManifestSchema>;
