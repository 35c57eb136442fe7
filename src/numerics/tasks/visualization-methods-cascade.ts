import type { MethodRequest } from '../attribution/methods.ts';
import { networkOf } from '../network/networkOf.ts';
import { weightedLayers } from '../network/changeWeights.ts';
import attributionMaps, { type AttributionMap } from './attribution-maps.ts';
import { partOf, type TimedContext } from './context.ts';

/** A picture of the network's size, RGB; the class whose score is explained; methods for any class. */
export interface CascadeInput {
  pixels: ArrayLike<number>;
  classIndex: number;
  methods: readonly MethodRequest[];
  /** From which the random layers are drawn. */
  seed: number;
}

/** What there is after so many layers have been randomised. */
export interface CascadeStep {
  /** The topmost layer's name that was randomised last; null for the trained network. */
  layer: string | null;
  /** What the network gives the class. */
  probability: number;
  /** A map for each method, compared with the trained network's and with the picture's edges. */
  maps: AttributionMap[];
}

/**
 * Cascading randomisation (Adebayo et al. 2018): the maps of the trained network, then with its last
 * layer as before training, with its last two, and so on down to the first. A layer once
 * randomised stays as it is. null when the reader has cancelled.
 */
export default async function cascade(
  { pixels, classIndex, methods, seed }: CascadeInput,
  context: TimedContext,
): Promise<CascadeStep[] | null> {
  const model = await context.loadModel('base');
  const [height, width] = model.manifest.input.shape;
  const layers = weightedLayers(networkOf(model)).reverse();
  const steps: CascadeStep[] = [];
  for (let count = 0; count <= layers.length; count++) {
    const against = steps[0]?.maps.map(({ onImage }) => onImage);
    const found = await attributionMaps(
      {
        pixels,
        height,
        width,
        target: { kind: 'class', index: classIndex, as: 'score' },
        methods,
        randomised: { layers: count, seed },
        ...(against && { against }),
      },
      partOf(context, count / (layers.length + 1), 1 / (layers.length + 1)),
    );
    if (!found) return null;
    steps.push({
      layer: layers[count - 1] ?? null,
      probability: found.probabilities[classIndex] ?? Number.NaN,
      maps: found.maps.map((map) => {
        if ('missing' in map) throw new Error(map.missing);
        return map;
      }),
    });
  }
  return steps;
}
