import {
  add,
  argMax,
  dispose,
  slice,
  sum,
  tensor4d,
  tidy,
  type Tensor,
  type Tensor4D,
} from '@tensorflow/tfjs-core';

import { rankCorrelation } from '../attribution/rankCorrelation.ts';
import { scalarOf } from '../attribution/target.ts';
import { translate } from '../images/translate.ts';
import type { Fault } from '../network/faults.ts';
import { preprocess } from '../network/images.ts';
import { disposeNetwork, lastPlace, type Network } from '../network/network.ts';
import { networkOf } from '../network/networkOf.ts';
import { plantFault, type FaultPlaces } from '../network/plantFault.ts';
import { activationAt, run, valuesAt } from '../network/run.ts';
import { scalarGradient } from '../network/scalarGradient.ts';
import { normal } from '../normal.ts';
import { mulberry32 } from '../random.ts';
import type { ModelContext } from './context.ts';

/** Test pictures of the network's size, RGB, one after the other, with their classes. */
export interface CaseInput {
  pixels: ArrayLike<number>;
  labels: readonly number[];
  /** The picture under the panels; its own class is the one that is explained. */
  image: number;
  fault: Fault;
  /** Which random weights, which dead channels. */
  seed: number;
}

/** What the four panels show of one network. */
export interface Panels {
  /** The first layer's kernels, [K₁,K₂,3,Cout]. */
  kernels: Float32Array;
  /** The last maps, [H,W,C]. */
  maps: Float32Array;
  /** ∂S_c/∂x, its three colours added, for the picture's own class. */
  gradient: Float32Array;
  /** Answers to all pictures: as they are, moved by three pixels, with noise. */
  answers: { plain: number[]; moved: number[]; noisy: number[] };
}

export interface CaseOutput {
  suspect: Panels;
  sound: Panels;
  /** Spearman's ρ between a panel of the suspect and of the sound network. */
  likeness: { kernels: number; maps: number; gradient: number };
}

/** The two classes whose names one fault exchanges: cat and ship. */
export const EXCHANGED = [3, 8] as const;

/** By how many pixels pictures are moved, and the deviation of the noise, in pixel values. */
const [SHIFT, NOISE] = [3, 10];

const places: FaultPlaces = {
  first: 'conv1',
  maps: { layer: 'conv5', channels: 128 },
  head: 'logits',
  classes: EXCHANGED,
};

/** A network with a fault planted in it, seen by four kinds of method, beside the sound one. */
export default async function theCase(
  { pixels, labels, image, fault, seed }: CaseInput,
  context: ModelContext,
): Promise<CaseOutput> {
  const model = await context.loadModel('base', (fraction) => context.progress(fraction / 2));
  const [h, w] = model.manifest.input.shape;
  const sound = networkOf(model);
  const suspect = plantFault(sound, fault, places, seed);
  const x = preprocess(model.manifest, pixels, [h, w]);
  const batches = changed(x, pixels, model.manifest.input.preprocessing.divideBy);
  try {
    const ask = { x, batches, image, label: labels[image] ?? 0 };
    const before = await panelsOf(sound, ask);
    context.progress(0.75);
    const after = await panelsOf(suspect, ask);
    return {
      suspect: after,
      sound: before,
      likeness: {
        kernels: rankCorrelation(before.kernels, after.kernels),
        maps: rankCorrelation(before.maps, after.maps),
        gradient: rankCorrelation(before.gradient, after.gradient),
      },
    };
  } finally {
    dispose([x, batches.moved, batches.noisy]);
    disposeNetwork(suspect);
  }
}

interface Ask {
  x: Tensor4D;
  batches: { moved: Tensor4D; noisy: Tensor4D };
  image: number;
  label: number;
}

async function panelsOf(network: Network, { x, batches, image, label }: Ask): Promise<Panels> {
  const found = tidy(() => {
    const one = slice(x, [image, 0, 0, 0], [1, -1, -1, -1]);
    const scalar = scalarOf(network, { kind: 'class', index: label, as: 'score' });
    const { signal } = scalarGradient(network, one, scalar);
    const answers = (pictures: Tensor4D) => argMax(valuesAt(network, pictures), 1);
    return {
      maps: activationAt(run(network, one, { to: places.maps.layer }), places.maps.layer),
      gradient: sum(signal, 3),
      plain: answers(x),
      moved: answers(batches.moved),
      noisy: answers(batches.noisy),
    };
  });
  const step = network.steps.find(({ name }) => name === `${places.first}.pre`);
  if (step?.type !== 'conv') {
    throw new Error(`Expected a first layer ${places.first}, on the way to ${lastPlace(network)}.`);
  }
  const numbers = async (tensor: Tensor) => Float32Array.from(await tensor.data());
  const answers = async (tensor: Tensor) => [...(await tensor.data())];
  const panels = {
    kernels: await numbers(step.kernel),
    maps: await numbers(found.maps),
    gradient: await numbers(found.gradient),
    answers: {
      plain: await answers(found.plain),
      moved: await answers(found.moved),
      noisy: await answers(found.noisy),
    },
  };
  dispose(found);
  return panels;
}

/** All pictures moved to the lower right, what comes in mirrored; and all with noise. */
function changed(x: Tensor4D, pixels: ArrayLike<number>, divideBy: number) {
  const [n, h, w, c] = x.shape;
  const draw = normal(mulberry32(1));
  const values = x.dataSync();
  const moved = new Float32Array(values.length);
  for (let i = 0; i < n; i++) {
    const one = values.subarray(i * h * w * c, (i + 1) * h * w * c);
    moved.set(translate(one, [h, w, c], { down: SHIFT, right: SHIFT }, 'mirror'), i * h * w * c);
  }
  const noise = Float32Array.from(pixels, () => (NOISE / divideBy) * draw());
  return {
    moved: tensor4d(moved, [n, h, w, c]),
    noisy: tidy(() => add<Tensor4D>(x, tensor4d(noise, [n, h, w, c]))),
  };
}
