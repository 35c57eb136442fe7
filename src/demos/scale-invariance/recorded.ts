import { z } from 'zod';
import recording from '../../../content/chapters/scale-invariance/curves.json';

const numbers = z.array(z.number());
const summary = z.object({ mean: numbers, low: numbers, high: numbers, right: numbers });
const curve = summary.extend({ similarity: numbers });
const curves = z.object({ there: curve, back: curve });
const reading = z.object({ own: numbers, best: numbers, most: numbers, similarity: numbers });
const readings = z.object({ there: reading, back: reading });
const sets = <T extends z.ZodType>(entry: T) => z.object({ one: entry, three: entry, five: entry });

const schema = z.object({
  command: z.string(),
  /** How many pictures of the gallery the curves are of. */
  images: z.int(),
  /** The sides in which pictures were given to the average. */
  given: numbers,
  /** The teaching image that the figures open with. */
  image: z.int(),
  picture: z.record(
    z.string(),
    z.object({ scale: readings, rotation: readings, average: sets(numbers) }),
  ),
  networks: z.record(
    z.string(),
    z.object({
      scale: curves,
      rotation: curves,
      /** Mean cosine between the features of two pictures of different classes; turned ones are discs. */
      otherClass: z.object({ scale: z.number(), rotation: z.number() }),
      fixedCanvas: summary,
      average: sets(summary),
    }),
  ),
});

/** `curves.json` beside the chapter: what `bench/recordTolerance.ts` measured. Build time only. */
export const recorded = schema.parse(recording);

/** Of many pictures at every amount of a change: mean, quartiles, share right, mean cosine. */
export type GalleryCurve = z.infer<typeof curve>;
