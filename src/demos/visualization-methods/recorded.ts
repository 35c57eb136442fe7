import { z } from 'zod';
import recording from '../../../content/chapters/visualization-methods/cascade.json';
import { cascadeMethods } from './cascadeMethods.ts';

const summary = z.object({
  mean: z.number(),
  low: z.number(),
  high: z.number(),
  pictures: z.int(),
});
const likeness = z.object({ rank: summary, magnitudes: summary, similarity: summary });
const value = z.number().nullable();
const comparison = z.object({ rank: value, rankOfMagnitudes: value, similarity: value });

const schema = z.object({
  command: z.string(),
  /** Of how many pictures of the gallery the means are. */
  pictures: z.int(),
  /** By method: one entry for each number of random layers, 0 to all. */
  methods: z.record(
    z.enum(cascadeMethods),
    z.object({ original: z.array(likeness), edges: z.array(likeness) }),
  ),
  /** The maps of the picture that the figure opens with, −127 to 127 for its largest, in base64. */
  first: z.object({
    image: z.int(),
    seed: z.int(),
    steps: z.array(
      z.object({
        layer: z.string().nullable(),
        probability: z.number(),
        maps: z.array(
          z.object({
            values: z.base64(),
            height: z.int(),
            width: z.int(),
            signed: z.boolean(),
            original: comparison.nullable(),
            edges: comparison,
          }),
        ),
      }),
    ),
  }),
});

/** `cascade.json` beside the chapter: what `bench/recordCascade.ts` measured. Build time only. */
export const recorded = schema.parse(recording);
