import { z } from 'zod';
import recording from '../../../content/chapters/texture-similarity/retrieval.json';
import { compared, layers } from './state.ts';

const share = z.number().min(0).max(1);
const measured = z.object({
  trained: share,
  error: z.number(),
  random: share,
  least: share,
  most: share,
});
const byMeasure = z.record(z.enum(compared), measured);
const ofContrast = z.object({
  ...(Object.fromEntries(layers.map((layer) => [layer, byMeasure])) as Record<
    (typeof layers)[number],
    typeof byMeasure
  >),
  together: z.object({ gram: z.object({ trained: share }) }),
});

const schema = z.object({
  command: z.string(),
  /** Patches, answers to each, and the seeds of the random filters. */
  patches: z.int(),
  k: z.int(),
  seeds: z.array(z.int()),
  /** Mean precision at k, with the patches' contrasts made equal or left as they are. */
  retrieval: z.object({ equal: ofContrast, own: ofContrast }),
});

/** `retrieval.json` beside the chapter: what `bench/recordTextures.ts` measured. Build time only. */
export const recorded = schema.parse(recording);
