import { z } from 'zod';
import recording from '../../../content/chapters/adversarial-defenses/certificate.json';

const votes = z.array(z.int().nonnegative());

/** `certificate.json` beside the chapter: what `bench/recordCertificate.ts` counted. Build time only. */
export const recordedCertificate = z
  .object({
    command: z.string(),
    chosenBy: votes,
    votes,
    answer: z.nullable(z.int()),
    lowest: z.number(),
    radius: z.number(),
  })
  .transform(({ command: _, ...found }) => found)
  .parse(recording);
