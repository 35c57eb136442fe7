import * as z from 'zod/mini';

import { manifestSchema } from './manifest.ts';

const count = z.int().check(z.positive());
const share = z.number().check(z.gte(0), z.lte(1));

/**
 * The whole manifest of a network that others trained: also where it comes from, what was changed,
 * and how near it is to what they made. How good it is the book has not measured. Written by
 * `training/export_photo.py`.
 */
export const adoptedManifestSchema = z.extend(manifestSchema, {
  origin: z.object({
    name: z.string(),
    obtainedFrom: z.string(),
    archiveSha256: z.string().check(z.regex(/^[0-9a-f]{64}$/)),
    trainedOn: z.string(),
    references: z.array(z.string()),
    licence: z.string(),
    licenceFile: z.string(),
    changes: z.array(z.string()),
  }),
  /** The network as shipped beside the same network with the weights before quantisation. */
  agreement: z.object({
    measured: z.array(
      z.object({
        images: z.string(),
        count,
        /** Height and width in pixels. */
        side: count,
        /** Between any two logits of a class. */
        largestLogitDifference: z.number(),
        meanLogitDifference: z.number(),
        largestProbabilityDifference: z.number(),
        /** Images whose most probable class is the same. */
        sameTopClass: share,
      }),
    ),
    notMeasured: z.string(),
    software: z.string(),
  }),
});

/** The manifest of a network that others trained. */
export type AdoptedManifest = z.infer<typeof adoptedManifestSchema>;
