import type { MethodRequest } from '../attribution/methods.ts';
import type { TrialMethod } from '../attribution/trialMethods.ts';
import attributionMaps, { type AttributionMap } from './attribution-maps.ts';
import type { TimedContext } from './context.ts';

/** A picture of the network's size, RGB; whose score is explained, and by which method. */
export interface TrialInput {
  pixels: ArrayLike<number>;
  classIndex: number;
  method: TrialMethod;
  /** How many of the topmost layers are random in the other network, and from which seed. */
  depth: number;
  seed: number;
}

/** The same method's maps of two networks. */
export interface TrialOutput {
  trained: AttributionMap;
  random: AttributionMap;
}

/** Enough for any picture: a map of zeros is one in twenty at most. */
const ATTEMPTS = 20;

/**
 * One pair of maps for a blind test. A random network whose map is zero everywhere (Grad-CAM keeps
 * what is positive, and there may be nothing) would give itself away: then another one is drawn.
 * null when the reader has cancelled.
 */
export default async function trial(
  { pixels, classIndex, method, depth, seed }: TrialInput,
  context: TimedContext,
): Promise<TrialOutput | null> {
  const model = await context.loadModel('base');
  const [height, width] = model.manifest.input.shape;
  const mapOf = async (randomised?: { layers: number; seed: number }) => {
    const found = await attributionMaps(
      {
        pixels,
        height,
        width,
        target: { kind: 'class', index: classIndex, as: 'score' },
        methods: [{ id: method } as MethodRequest],
        ...(randomised && { randomised }),
      },
      context,
    );
    const map = found?.maps[0];
    if (map && 'missing' in map) throw new Error(map.missing);
    return map ?? null;
  };
  const trained = await mapOf();
  if (!trained) return null;
  for (let attempt = 0; ; attempt++) {
    const random = await mapOf({ layers: depth, seed: seed + 1000 * attempt });
    if (!random) return null;
    const flat = random.values.every((value) => value === 0);
    if (!flat || attempt === ATTEMPTS) return { trained, random };
  }
}
