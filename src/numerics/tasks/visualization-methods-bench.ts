import { preprocess } from '../network/images.ts';
import { networkOf } from '../network/networkOf.ts';
import { valuesAt } from '../network/run.ts';
import attributionMaps, {
  type AttributionMapsInput,
  type AttributionMapsOutput,
} from './attribution-maps.ts';
import { partOf, type TimedContext } from './context.ts';

export interface BenchOutput extends AttributionMapsOutput {
  /** Milliseconds of one run of the network to its end, the shortest of three. */
  forwardMs: number;
}

/**
 * One picture under many methods, and how long one run takes; where layers are randomised, the maps
 * of the trained network are made first and the others compared with them. null when the reader has
 * cancelled.
 */
export default async function bench(
  input: AttributionMapsInput,
  context: TimedContext,
): Promise<BenchOutput | null> {
  const found = await compared(input, context);
  return found && { ...found, forwardMs: await timeForward(input, context) };
}

async function compared(
  input: AttributionMapsInput,
  context: TimedContext,
): Promise<AttributionMapsOutput | null> {
  if (!input.randomised || input.randomised.layers === 0) return attributionMaps(input, context);
  const { randomised, ...trained } = input;
  const original = await attributionMaps(trained, partOf(context, 0, 0.5));
  if (!original) return null;
  const against = original.maps.map((map) => ('missing' in map ? null : map.onImage));
  return attributionMaps({ ...trained, randomised, against }, partOf(context, 0.5, 0.5));
}

/** Random weights take as long as trained ones. The shortest of three, as a device may be busy. */
async function timeForward(
  { pixels, height, width, network }: AttributionMapsInput,
  context: TimedContext,
): Promise<number> {
  const model = await context.loadModel(network ?? 'base');
  const x = preprocess(model.manifest, pixels, [height, width]);
  let shortest = Infinity;
  for (let time = 0; time < 3; time++) {
    const start = context.now();
    const logits = valuesAt(networkOf(model), x);
    await logits.data();
    logits.dispose();
    shortest = Math.min(shortest, context.now() - start);
  }
  x.dispose();
  return shortest;
}
