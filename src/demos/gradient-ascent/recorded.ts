import { z } from 'zod';
import recording from '../../../content/chapters/gradient-ascent/first.json';

const schema = z.object({
  command: z.string(),
  stops: z.array(z.object({ value: z.number(), scores: z.array(z.number()), size: z.number() })),
  /** Pictures of 32×32, RGB from 0 to 255, in base64. */
  start: z.string(),
  end: z.string(),
});

/** `first.json` beside the chapter: the climb with which the laboratory opens. Build time only. */
export const recorded = schema.parse(recording);
