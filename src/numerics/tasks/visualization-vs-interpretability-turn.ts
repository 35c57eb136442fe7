import { dispose, tidy, type Tensor4D } from '@tensorflow/tfjs-core';

import { preprocess } from '../network/images.ts';
import { disposeNetwork, stepsTo, type Network } from '../network/network.ts';
import { networkOf } from '../network/networkOf.ts';
import { valuesAt } from '../network/run.ts';
import { StrongestPictures, type Peak } from '../turning/strongestPictures.ts';
import { STRONGEST } from '../turning/summariseUnits.ts';
import type { TurnablePlace } from '../turning/turnablePlaces.ts';
import { turnAround, turned, turnUnits } from '../turning/turnUnits.ts';
import { turnedBasis } from '../turning/turnedBasis.ts';
import type { ModelContext } from './context.ts';

export interface TurnInput {
  /** Pictures, RGB from 0 to 255, one after the other, and their classes. */
  pixels: Uint8Array;
  labels: readonly number[];
  place: TurnablePlace;
  /** By how many degrees, and from which seed. */
  angle: number;
  seed: number;
  /** 'after' the ReLU or the maximum, undone in the next weights; or before it, undone right behind. */
  where: 'after' | 'around';
}

export interface TurnOutput {
  /** How many pictures are answered rightly: as trained, and turned. */
  right: [number, number];
  /** How many answers are another class, and the largest difference between two scores. */
  changed: number;
  difference: number;
  /** The nine strongest pictures of each unit, as trained and turned. */
  before: Peak[][];
  after: Peak[][];
}

/** Pictures at once: some 40 ms on wasm. */
const BATCH = 25;

/** The book's network with the units of one layer turned; null when the reader has cancelled. */
export default async function turn(
  { pixels, labels, place, angle, seed, where }: TurnInput,
  context: ModelContext,
): Promise<TurnOutput | null> {
  const model = await context.loadModel('base');
  const network = networkOf(model);
  const [h, w, colours] = model.manifest.input.shape;
  const units = model.manifest.layers.find(({ name }) => name === place)?.outputShape[2] ?? 0;
  const q = turnedBasis(units, (angle * Math.PI) / 180, seed);
  const changed = (where === 'after' ? turnUnits : turnAround)(network, place, q);
  // Up to here both networks are the same; only the rest is run twice.
  const shared =
    where === 'after' ? place : (network.steps[stepsTo(network, place) - 2]?.name ?? place);
  const [trainedRest, turnedRest] = [restAfter(network, shared), restAfter(changed, shared)];
  const turnedUnits = where === 'after' ? turned(place) : place;

  const before = new StrongestPictures(units, STRONGEST);
  const after = new StrongestPictures(units, STRONGEST);
  const found = { right: [0, 0] as [number, number], changed: 0, difference: 0 };
  const each = h * w * colours;
  try {
    for (let first = 0; first < labels.length; first += BATCH) {
      if (await context.stopped()) return null;
      const batch = labels.slice(first, first + BATCH);
      const values = tidy(() => {
        const x = preprocess(
          model.manifest,
          pixels.subarray(first * each, (first + batch.length) * each),
          [h, w],
        );
        const a = valuesAt(network, x, shared) as Tensor4D;
        return {
          own: where === 'after' ? a.clone() : valuesAt(trainedRest, a, place),
          other: valuesAt(turnedRest, a, turnedUnits),
          scores: valuesAt(trainedRest, a),
          turnedScores: valuesAt(turnedRest, a),
        };
      });
      const { own, other, scores, turnedScores } = values;
      before.add(await own.data(), own.shape, first);
      after.add(await other.data(), other.shape, first);
      const [s, t] = [await scores.data(), await turnedScores.data()];
      dispose(values);
      const classes = s.length / batch.length;
      batch.forEach((label, i) => {
        const [was, is] = [s, t].map((all) => largest(all, i * classes, classes));
        if (was === label) found.right[0]++;
        if (is === label) found.right[1]++;
        if (was !== is) found.changed++;
      });
      s.forEach((score, i) => {
        found.difference = Math.max(found.difference, Math.abs(score - (t[i] ?? Number.NaN)));
      });
      context.progress((first + batch.length) / labels.length);
    }
  } finally {
    disposeNetwork(changed);
  }
  return { ...found, before: before.peaks, after: after.peaks };
}

/** The steps behind a place, as a network that takes the values there; it owns nothing. */
function restAfter(network: Network, place: string): Network {
  return { steps: network.steps.slice(stepsTo(network, place)) };
}

function largest(values: ArrayLike<number>, from: number, count: number): number {
  let best = 0;
  for (let i = 1; i < count; i++) {
    if ((values[from + i] ?? 0) > (values[from + best] ?? 0)) best = i;
  }
  return best;
}
