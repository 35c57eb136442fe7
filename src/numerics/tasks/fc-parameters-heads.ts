import { dispose, slice, tidy, type Tensor4D } from '@tensorflow/tfjs-core';

import { preprocess } from '../network/images.ts';
import type { Network } from '../network/network.ts';
import { networkOf } from '../network/networkOf.ts';
import { valuesAt } from '../network/run.ts';
import { valuesInBatches } from '../network/valuesInBatches.ts';
import type { ModelContext, TimedContext } from './context.ts';

/** Pictures of 32×32, RGB from 0 to 255, one after the other; the class of each. */
export interface HeadsInput {
  pixels: ArrayLike<number>;
  labels: readonly number[];
  /** How many pictures go through at once while the clock runs: a divisor of 25. */
  atOnce: number;
  /** How many laps of 25 pictures are timed of each network. */
  laps: number;
}

/** What one of the two networks did. */
export interface HeadResult {
  /** Pictures it gave their own class. */
  right: number;
  /** Milliseconds a picture, in the quickest lap: whatever else the machine does only adds. */
  milliseconds: number;
}

export interface HeadsOutput {
  pictures: number;
  pooled: HeadResult;
  flat: HeadResult;
  /** Pictures for which the two give the same class, right or wrong. */
  agree: number;
}

/** Pictures in a lap: enough that a clock with a grain of 0.1 ms can time it. */
const LAP = 25;
/** Laps before the others that nobody times. */
const WARM_UP = 2;
/** How much of the progress is the classifying; the rest is the timing. */
const CLASSIFYING = 0.4;

/**
 * The two networks that differ in their heads, on the same pictures: how often each is right, and
 * how long each takes. They take turns while the clock runs, so that whatever else the machine does
 * meets both. Returns null when the reader has cancelled.
 */
export default async function heads(
  { pixels, labels, atOnce, laps }: HeadsInput,
  context: TimedContext,
): Promise<HeadsOutput | null> {
  const pooled = await context.loadModel('base');
  const flat = await context.loadModel('flat-head');
  const [h, w] = pooled.manifest.input.shape;
  const networks = [networkOf(pooled), networkOf(flat)] as const;
  const x = preprocess(pooled.manifest, pixels, [h, w]);
  try {
    const given: number[][] = [];
    for (const [index, network] of networks.entries()) {
      const own = part(context, (CLASSIFYING * index) / 2, CLASSIFYING / 2);
      const logits = await valuesInBatches(network, x, 'logits', own);
      if (!logits) return null;
      given.push(largestOfEach(logits, logits.length / labels.length));
    }
    const times = await takeTurns(networks, x, { atOnce, laps }, context);
    if (!times) return null;
    const [byPooled = [], byFlat = []] = given;
    const right = (classes: number[]) => labels.filter((label, i) => classes[i] === label).length;
    return {
      pictures: labels.length,
      pooled: { right: right(byPooled), milliseconds: times[0] / LAP },
      flat: { right: right(byFlat), milliseconds: times[1] / LAP },
      agree: byPooled.filter((found, i) => byFlat[i] === found).length,
    };
  } finally {
    dispose(x);
  }
}

/** Milliseconds of the quickest lap of each network, lap about. */
async function takeTurns(
  networks: readonly [Network, Network],
  x: Tensor4D,
  { atOnce, laps }: Pick<HeadsInput, 'atOnce' | 'laps'>,
  context: TimedContext,
): Promise<[number, number] | null> {
  const [count, ...image] = x.shape;
  const quickest: [number, number] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY];
  for (let lap = 0; lap < WARM_UP + laps; lap++) {
    if (await context.stopped()) return null;
    const from = (lap * atOnce) % (count - atOnce + 1);
    const some = tidy(() => slice(x, [from, 0, 0, 0], [atOnce, ...image]));
    for (const which of [0, 1] as const) {
      const start = context.now();
      for (let done = 0; done < LAP; done += atOnce) {
        const logits = valuesAt(networks[which], some);
        await logits.data();
        logits.dispose();
      }
      const took = context.now() - start;
      if (lap >= WARM_UP) quickest[which] = Math.min(quickest[which], took);
    }
    some.dispose();
    context.progress(CLASSIFYING + ((1 - CLASSIFYING) * (lap + 1)) / (WARM_UP + laps));
  }
  return quickest;
}

/** The same context, whose progress is a part of the whole. */
function part(context: ModelContext, from: number, share: number): ModelContext {
  return { ...context, progress: (fraction) => context.progress(from + share * fraction) };
}

/** The place of the largest of each `classes` numbers. */
function largestOfEach(logits: Float32Array, classes: number): number[] {
  return Array.from({ length: logits.length / classes }, (_, i) => {
    const own = logits.subarray(i * classes, (i + 1) * classes);
    return own.indexOf(Math.max(...own));
  });
}
