import { z } from 'zod';
import recording from '../../../content/chapters/grad-cam/pointing.json';

const schema = z.object({
  command: z.string(),
  /** Mosaics of two classes, the seed that drew them, and questions: two a mosaic. */
  pairs: z.int(),
  seed: z.int(),
  questions: z.int(),
  /** Questions for the class that the network answers. */
  answered: z.int(),
  /** By setting: largest value in the asked picture, maps of zeros, mean share of the magnitudes there. */
  settings: z.record(z.string(), z.object({ hits: z.int(), empty: z.int(), share: z.number() })),
});

/** `pointing.json` beside the chapter: what `bench/recordPointing.ts` measured. Build time only. */
export const recorded = schema.parse(recording);
