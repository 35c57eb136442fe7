import { networkOf } from '../network/networkOf.ts';
import { describePatches } from '../texture/describePatches.ts';
import { distance } from '../texture/distances.ts';
import { measures, type Measure } from '../texture/measures.ts';
import type { ModelContext } from './context.ts';

/** A patch, others to hold against it, and the layer whose maps are compared. */
export interface ApartInput {
  patch: Float32Array;
  others: readonly Float32Array[];
  layer: string;
}

/** How far the patch is from each of the others, by every measure; null when cancelled. */
export default async function apart(
  { patch, others, layer }: ApartInput,
  context: ModelContext,
): Promise<Record<Measure, number[]> | null> {
  const model = await context.loadModel('base');
  const found = await describePatches(
    { network: networkOf(model), manifest: model.manifest },
    [patch, ...others],
    layer,
    context,
  );
  if (!found) return null;
  return Object.fromEntries(
    measures.map((measure) => {
      const [own = new Float32Array(), ...rest] = found[measure];
      return [measure, rest.map((other) => distance(measure, own, other))];
    }),
  ) as Record<Measure, number[]>;
}
