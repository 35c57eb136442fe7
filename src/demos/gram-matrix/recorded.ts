import { z } from 'zod';
import recording from '../../../content/chapters/gram-matrix/transfers.json';

const layer = z.object({ place: z.string(), loss: z.number(), ofContent: z.number() });

const run = z.object({
  /** What was asked for, where it is not the lab's default. */
  change: z.record(z.string(), z.unknown()),
  step: z.int(),
  layers: z.array(layer),
  contentLoss: z.number(),
  contentSize: z.number(),
  pixelCorrelation: z.number(),
  featureCorrelation: z.number(),
  /** The weighed losses of every tenth step. */
  history: z.array(z.object({ content: z.number(), style: z.number() })),
});

const schema = z.object({ command: z.string(), runs: z.record(z.string(), run) });

/** `transfers.json` beside the chapter: what `bench/recordTransfer.ts` made. Build time only. */
export const recorded = schema.parse(recording);

/** A recorded transfer by its name. Throws when there is none. */
export function recordedRun(name: string): z.infer<typeof run> {
  const found = recorded.runs[name];
  if (!found) throw new Error(`transfers.json: no run “${name}”; run ${recorded.command}`);
  return found;
}
