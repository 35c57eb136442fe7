import { z } from 'zod';
import recording from '../../../content/chapters/class-image-synthesis/first.json';

const figure = z.object({
  step: z.int(),
  made: z.array(
    z.object({
      /** A picture of 32×32, RGB from 0 to 255, in base64. */
      pixels: z.string(),
      p: z.array(z.number()),
      answers: z.array(z.int()),
      levels: z.number(),
    }),
  ),
  alike: z.number(),
});

const schema = z.object({ command: z.string(), lab: figure, seeds: figure });

/** `first.json` beside the chapter: the climbs with which the demos open. Build time only. */
export const recorded = schema.parse(recording);
