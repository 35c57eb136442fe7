import { z } from 'zod';
import { scoreNames } from '#numerics/novelty/familiarity.ts';
import { kinds } from '#numerics/novelty/stream.ts';
import recording from '../../../content/chapters/semantic-shift/stream.json';

const schema = z.object({
  command: z.string(),
  /** Share of the altered pictures that the network names rightly. */
  right: z.number(),
  shown: z.array(z.object({ kind: z.enum(kinds), index: z.int() })),
  read: z.record(
    z.enum(kinds),
    z.object({
      scores: z.record(z.enum(scoreNames), z.array(z.number())),
      answers: z.array(z.int()),
    }),
  ),
});

/** `stream.json` beside the chapter: what `bench/recordNovelty.ts` found with the defaults. Build time only. */
export const recordedStream = schema.parse(recording);
