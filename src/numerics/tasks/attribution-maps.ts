import { dispose, sigmoid, softmax, tidy, type Tensor4D } from '@tensorflow/tfjs-core';

import { compareMaps, type MapComparison } from '../attribution/compareMaps.ts';
import { edgeStrength } from '../attribution/edges.ts';
import type { MethodId, MethodRequest } from '../attribution/methods.ts';
import { channelSum, enlarge } from '../attribution/pixelMaps.ts';
import { prepareMethod, type PreparedMethod } from '../attribution/prepareMethod.ts';
import { scalarOf, type Target } from '../attribution/target.ts';
import { preprocess } from '../network/images.ts';
import { disposeNetwork, lastPlace } from '../network/network.ts';
import { networkOf } from '../network/networkOf.ts';
import { randomiseFromTop } from '../network/randomiseLayers.ts';
import { valuesAt } from '../network/run.ts';
import { scalarValue } from '../network/scalarValue.ts';
import { partOf, type TimedContext } from './context.ts';

/** A picture, RGB from 0 to 255, row by row; what is asked of which network; and by which methods. */
export interface AttributionMapsInput {
  pixels: ArrayLike<number>;
  height: number;
  width: number;
  target: Target;
  methods: readonly MethodRequest[];
  /** Default: the book's network. */
  network?: string;
  /** How many of the topmost layers with weights are as before training, and from which seed. */
  randomised?: { layers: number; seed: number };
  /** Maps of an earlier run (`onImage`), method by method: what the new ones are compared with. */
  against?: readonly (ArrayLike<number> | null)[];
}

/** A method's map. */
export interface AttributionMap {
  id: MethodId;
  /** One number a pixel, or a position of the layer; row by row. */
  values: Float32Array;
  height: number;
  width: number;
  signed: boolean;
  /** The same at the size of the picture: coarse maps enlarged bilinearly. */
  onImage: Float32Array;
  /** Milliseconds that the method took. */
  ms: number;
  /** How many times the network was run to the end and back. */
  passes: { forward: number; backward: number };
  /** Compared with the picture's edges. */
  edges: MapComparison;
  /** Compared with the map in `against`, if there is one. */
  original: MapComparison | null;
}

/** Why a method has no map: a sentence for the reader. */
export interface MissingMap {
  id: MethodId;
  missing: string;
}

export interface AttributionMapsOutput {
  /** What the network gives each class. */
  probabilities: number[];
  /** The target's value. */
  value: number;
  maps: (AttributionMap | MissingMap)[];
}

/** One picture under many methods; null when the reader has cancelled. */
export default async function attributionMaps(
  input: AttributionMapsInput,
  context: TimedContext,
): Promise<AttributionMapsOutput | null> {
  const { height, width, target, randomised } = input;
  const size = [height, width] as const;
  const model = await context.loadModel(input.network ?? 'base');
  const trained = networkOf(model);
  const network =
    randomised && randomised.layers > 0
      ? randomiseFromTop(trained, randomised.layers, randomised.seed)
      : trained;
  const x = preprocess(model.manifest, input.pixels, size);
  try {
    const scalar = scalarOf(network, target);
    const answer = tidy(() => {
      const logits = valuesAt(network, x);
      return {
        probabilities: model.manifest.scores === 'sigmoid' ? sigmoid(logits) : softmax(logits),
        value:
          scalar.place === lastPlace(network)
            ? scalar.value(logits)
            : scalarValue(network, x, scalar),
      };
    });
    const probabilities = [...(await answer.probabilities.data())];
    const [value = Number.NaN] = await answer.value.data();
    dispose(answer);

    const edges = edgeStrength(await x.data(), [height, width, 3]);
    const asked = input.methods.map((request) => {
      try {
        return { request, method: prepareMethod(request, { network, target }) };
      } catch (error) {
        return { request, missing: error instanceof Error ? error.message : String(error) };
      }
    });
    const costs = asked.map(({ method }) => costOf(method, size));
    const total = costs.reduce((sum, cost) => sum + cost, 0);
    const maps: AttributionMapsOutput['maps'] = [];
    let spent = 0;
    for (const [i, { request, method, missing }] of asked.entries()) {
      const { id } = request;
      if (!method) {
        maps.push({ id, missing });
        continue;
      }
      if (await context.stopped()) return null;
      const cost = costs[i] ?? 0;
      const part = partOf(context, spent / total, cost / total);
      const began = context.now();
      const found = await method.attribution({ network, x, scalar }, part);
      if (!found) return null;
      const { values, onImage, shape } = await numbersOf(found, size);
      const ms = context.now() - began;
      spent += cost;
      context.progress(spent / total);
      const before = input.against?.[i];
      maps.push({
        id,
        values,
        height: shape[0],
        width: shape[1],
        signed: method.signed,
        onImage,
        ms,
        passes: method.passes(size),
        edges: compareMaps(onImage, edges, size),
        original: before ? compareMaps(onImage, before, size) : null,
      });
    }
    return { probabilities, value, maps };
  } finally {
    x.dispose();
    if (network !== trained) disposeNetwork(network);
  }
}

/** Passes, each counted as one; 1 for what needs none. */
function costOf(method: PreparedMethod | undefined, size: readonly [number, number]): number {
  if (!method) return 0;
  const { forward, backward } = method.passes(size);
  return Math.max(1, forward + backward);
}

/** One number a place (an entry's colours added), as it is and at the picture's size; the map is disposed of. */
async function numbersOf(
  map: Tensor4D,
  size: readonly [number, number],
): Promise<{ values: Float32Array; onImage: Float32Array; shape: [number, number] }> {
  const [, h, w, c] = map.shape;
  const drawn = tidy(() => {
    const own = c === 1 ? map.clone() : channelSum(map);
    return { own, onImage: h === size[0] && w === size[1] ? own : enlarge(own, size) };
  });
  const [values, onImage] = await Promise.all([drawn.own.data(), drawn.onImage.data()]);
  const copies = { values: Float32Array.from(values), onImage: Float32Array.from(onImage) };
  dispose([map, drawn.own, drawn.onImage]);
  return { ...copies, shape: [h, w] };
}
