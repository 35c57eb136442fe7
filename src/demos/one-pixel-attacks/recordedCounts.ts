import { z } from 'zod';
import recording from '../../../content/chapters/one-pixel-attacks/counts.json';

const schema = z.object({
  command: z.string(),
  /** How many pictures each network was shown. */
  pictures: z.int(),
  networks: z.array(
    z.object({
      name: z.string(),
      /** Pictures that it knew, which were attacked. */
      right: z.int(),
      /** Of these, fooled by each of the searchers. */
      fooled: z.object({
        lottery: z.int(),
        corners: z.int(),
        evolution: z.int(),
        longLottery: z.int(),
        longEvolution: z.int(),
        everyPixel: z.int(),
      }),
      firstGeneration: z.int(),
      confidence: z.number(),
      bySureness: z.array(z.object({ from: z.number(), known: z.int(), fooled: z.int() })),
      byPlace: z.object({ edge: z.number(), middle: z.number() }),
      colours: z.array(z.int()).length(8),
      /** Behind a 3×3 median: right, of these fooled without it, and by that change, and by all. */
      median: z.optional(
        z.object({ right: z.int(), bareFlips: z.int(), blind: z.int(), adaptive: z.int() }),
      ),
    }),
  ),
});

export type Searcher = keyof z.infer<typeof schema>['networks'][number]['fooled'];

/** What was recorded on many pictures: `counts.json`, by `bench/collectOnePixel.ts`. Build time only. */
export const recordedCounts = schema.parse(recording);
