import { z } from 'zod';
import recording from '../../../content/chapters/class-image-synthesis/first.json';
import { ways } from './state.ts';

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

/** The second figure in numbers only: what base, twin and robust say of each seed's picture. */
const numbers = z.object({
  alike: z.number(),
  p: z.array(z.array(z.number())),
  answers: z.array(z.array(z.int())),
});

const schema = z.object({
  command: z.string(),
  lab: figure,
  seeds: figure,
  /** Before the first step. */
  noise: numbers,
  /** After the last one, for each way. */
  byWay: z.record(z.enum(ways), numbers),
});

/** `first.json` beside the chapter: the climbs with which the demos open. Build time only. */
export const recorded = schema.parse(recording);
