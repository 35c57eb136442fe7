import { add, dispose, tensor4d, tidy, type Tensor4D } from '@tensorflow/tfjs-core';

import { signsAgree } from '../attribution/cancellation.ts';
import { channelSum } from '../attribution/pixelMaps.ts';
import { scalarOf } from '../attribution/target.ts';
import { backward } from '../network/backward.ts';
import { preprocess } from '../network/images.ts';
import { networkOf } from '../network/networkOf.ts';
import { activationAt, run } from '../network/run.ts';
import type { Network } from '../network/network.ts';
import { normal } from '../normal.ts';
import { mulberry32 } from '../random.ts';
import type { ModelContext } from './context.ts';

/** One picture of the network's size, RGB from 0 to 255, a class of it, and how it is shaken. */
export interface GrainInput {
  pixels: ArrayLike<number>;
  index: number;
  /** Default: the book's network. */
  network?: string;
  /** Standard deviation of the noise added to each entry of the picture, in grey levels. */
  shake: number;
  seed: number;
}

/** A picture's signed map, and its score. */
export interface GrainMap {
  /** [H,W], row by row: the gradient per grey level, a pixel's three colours summed. */
  map: Float32Array;
  score: number;
}

export interface GrainOutput {
  still: GrainMap;
  shaken: GrainMap;
  /** The share of pixels whose sign is the same in both maps. */
  signs: number;
  /** The share of ReLUs that are on for one picture and off for the other. */
  switched: number;
}

/** The gradient of a class score at a picture, and at the same picture with a little noise on it. */
export default async function grain(
  { pixels, index, network: name = 'base', shake, seed }: GrainInput,
  context: ModelContext,
): Promise<GrainOutput> {
  const model = await context.loadModel(name, (fraction) => context.progress(0.8 * fraction));
  const network = networkOf(model);
  const { shape, preprocessing } = model.manifest.input;
  const [h, w] = shape;
  const scalar = scalarOf(network, { kind: 'class', index, as: 'score' });
  const x = preprocess(model.manifest, pixels, [h, w]);
  const draw = normal(mulberry32(seed));
  const deviation = shake / preprocessing.divideBy;
  const noise = tensor4d(
    Float32Array.from({ length: x.size }, () => deviation * draw()),
    x.shape,
  );
  const near: Tensor4D = add(x, noise);
  const look = async (image: Tensor4D) => {
    const activations = run(network, image);
    const { place } = scalar;
    const [value, sum] = tidy(() => {
      const values = activationAt(activations, place);
      const seed = { place, signal: scalar.derivative(values) };
      return [scalar.value(values), channelSum(backward(network, activations, seed) as Tensor4D)];
    });
    const map = Float32Array.from(await sum.data(), (slope) => slope / preprocessing.divideBy);
    const [score = Number.NaN] = await value.data();
    const on = await gatesOf(network, activations);
    dispose([value, sum, activations]);
    return { map, score, on };
  };
  const [still, shaken] = [await look(x), await look(near)];
  dispose([x, noise, near]);
  const flips = still.on.reduce((sum, gate, i) => sum + (gate === shaken.on[i] ? 0 : 1), 0);
  return {
    still: { map: still.map, score: still.score },
    shaken: { map: shaken.map, score: shaken.score },
    signs: signsAgree(still.map, shaken.map),
    switched: flips / still.on.length,
  };
}

/** 1 for each ReLU of the network that lets something through, 0 for one that is off. */
async function gatesOf(network: Network, activations: ReturnType<typeof run>): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  for (const { type, name } of network.steps) {
    if (type !== 'relu') continue;
    const values = await activationAt(activations, name).data();
    parts.push(Uint8Array.from(values, (value) => (value > 0 ? 1 : 0)));
  }
  const all = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}
