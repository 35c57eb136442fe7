import { z } from 'zod';
import { cueKinds } from '#numerics/cues/cue.ts';
import recording from '../../../content/chapters/dataset-bias-detection/trials.json';

const numbers = z.array(z.number());
const spread = z.object({ mean: z.number(), low: z.number(), high: z.number(), maps: z.int() });
const spreads = z.object({ saliency: spread, gradCam: spread });
const maps = z.object({ saliency: numbers, gradCam: numbers, signed: numbers });

const run = z.object({
  seed: z.int(),
  loss: z.number(),
  /** Shares of right answers: vehicles without and with the cue, animals without and with. */
  groups: z.tuple([z.number(), z.number(), z.number(), z.number()]),
  /** Mean cosine of gradient and cue over the vehicles with it. */
  cosine: z.number(),
  /** And over the same without. */
  cosineWithout: z.optional(z.number()),
  enrichment: z.object({ with: spreads, without: spreads }),
  /** Mean enrichment over the animals with the cue, in maps of the score for vehicles. */
  animals: z.optional(z.object({ saliency: z.number(), gradCam: z.number() })),
  /** Loss, accuracy where the cue agrees and where it does not, after each epoch. */
  history: z.optional(z.array(z.tuple([z.number(), z.number(), z.number()]))),
  maps: z.optional(z.object({ with: maps, without: maps })),
});

const setting = z.object({
  cue: z.object({
    kind: z.enum(cueKinds),
    row: z.int(),
    column: z.int(),
    size: z.int(),
    amplitude: z.number(),
  }),
  agreement: z.number(),
  runs: z.array(run),
});

const schema = z.object({
  command: z.string(),
  seeds: z.array(z.int()),
  settings: z.record(z.string(), setting),
});

export type RecordedRun = z.infer<typeof run>;
export type RecordedSetting = z.infer<typeof setting>;

/** `trials.json` beside the chapter: what `bench/recordCues.ts` trained. Build time only. */
export const recorded = schema.parse(recording);

/** A setting by its name, such as 'tag 0.95'. Throws when it was not recorded. */
export function recordedSetting(name: string): RecordedSetting {
  const found = recorded.settings[name];
  if (!found) throw new Error(`trials.json: no setting “${name}”; run ${recorded.command}`);
  return found;
}
