import { dispose, slice, tidy, type Tensor4D } from '@tensorflow/tfjs-core';

import { orderInterval, type OrderInterval } from '../orderInterval.ts';
import { preprocess } from '../network/images.ts';
import type { Network } from '../network/network.ts';
import { networkOf } from '../network/networkOf.ts';
import { valuesAt } from '../network/run.ts';
import { valuesInBatches } from '../network/valuesInBatches.ts';
import { partOf, type TimedContext } from './context.ts';

/** Pictures of 32×32, RGB from 0 to 255, one after the other; the class of each. */
export interface HeadsInput {
  pixels: ArrayLike<number>;
  labels: readonly number[];
  /** How many pictures go through at once while the clock runs: a divisor of 25. */
  atOnce: number;
  /** How many rounds are timed: in each, three laps of 25 pictures, in an order of their own. */
  rounds: number;
}

/** What one of the two networks did. */
export interface HeadResult {
  /** Pictures it gave their own class. */
  right: number;
  /** Milliseconds a picture, in the median lap. */
  milliseconds: number;
}

export interface HeadsOutput {
  pictures: number;
  pooled: HeadResult;
  flat: HeadResult;
  /** Pictures for which the two give the same class, right or wrong. */
  agree: number;
  /** The time of the flat network ÷ that of the pooled one, of each round's laps. */
  ratio: OrderInterval;
  /** The same of the pooled network's second lap ÷ its first: 1, but for what the clock strays. */
  control: OrderInterval;
}

/** Pictures in a lap: enough that a clock with a grain of 0.1 ms can time it. */
const LAP = 25;
/** Rounds before the others that nobody times. */
const WARM_UP = 2;
/** Who runs in a round: the pooled network, the flat one, and the pooled one again. */
const [POOLED, FLAT, AGAIN] = [0, 1, 2] as const;
/** Every order of the three, one a round, so that none is first, or behind another, more often. */
const ORDERS = [
  [POOLED, FLAT, AGAIN],
  [AGAIN, FLAT, POOLED],
  [FLAT, AGAIN, POOLED],
  [POOLED, AGAIN, FLAT],
  [AGAIN, POOLED, FLAT],
  [FLAT, POOLED, AGAIN],
] as const;
/** How much of the progress is the classifying; the rest is the timing. */
const CLASSIFYING = 0.4;

/**
 * The two networks that differ in their heads, on the same pictures: how often each is right, and
 * how long each takes. Their laps alternate while the clock runs, in every order, and the pooled
 * network runs twice a round: how far its two laps differ is how far this clock can be trusted.
 * Returns null when the reader has cancelled.
 */
export default async function heads(
  { pixels, labels, atOnce, rounds }: HeadsInput,
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
      const own = partOf(context, (CLASSIFYING * index) / 2, CLASSIFYING / 2);
      const logits = await valuesInBatches(network, x, 'logits', own);
      if (!logits) return null;
      given.push(largestOfEach(logits, logits.length / labels.length));
    }
    const laps = await takeTurns(networks, x, { atOnce, rounds }, context);
    if (!laps) return null;
    const [byPooled = [], byFlat = []] = given;
    const right = (classes: number[]) => labels.filter((label, i) => classes[i] === label).length;
    return {
      pictures: labels.length,
      pooled: { right: right(byPooled), milliseconds: medianOf(laps, POOLED) / LAP },
      flat: { right: right(byFlat), milliseconds: medianOf(laps, FLAT) / LAP },
      agree: byPooled.filter((found, i) => byFlat[i] === found).length,
      ratio: orderInterval(laps.map((took) => took[FLAT] / took[POOLED])),
      control: orderInterval(laps.map((took) => took[AGAIN] / took[POOLED])),
    };
  } finally {
    dispose(x);
  }
}

/** Milliseconds of a round's three laps. */
type Laps = [pooled: number, flat: number, again: number];

/** The laps of all rounds that are timed. */
async function takeTurns(
  [pooled, flat]: readonly [Network, Network],
  x: Tensor4D,
  { atOnce, rounds }: Pick<HeadsInput, 'atOnce' | 'rounds'>,
  context: TimedContext,
): Promise<Laps[] | null> {
  const [count, ...image] = x.shape;
  const timed: Laps[] = [];
  for (let round = 0; round < WARM_UP + rounds; round++) {
    const from = (round * atOnce) % (count - atOnce + 1);
    const some = tidy(() => slice(x, [from, 0, 0, 0], [atOnce, ...image]));
    const took: Laps = [0, 0, 0];
    for (const which of ORDERS[round % ORDERS.length] ?? ORDERS[0]) {
      if (await context.stopped()) {
        some.dispose();
        return null;
      }
      const network = which === FLAT ? flat : pooled;
      const start = context.now();
      for (let done = 0; done < LAP; done += atOnce) {
        const logits = valuesAt(network, some);
        await logits.data();
        logits.dispose();
      }
      took[which] = context.now() - start;
    }
    if (round >= WARM_UP) timed.push(took);
    some.dispose();
    context.progress(CLASSIFYING + ((1 - CLASSIFYING) * (round + 1)) / (WARM_UP + rounds));
  }
  return timed;
}

function medianOf(laps: readonly Laps[], which: 0 | 1): number {
  return orderInterval(laps.map((took) => took[which])).median;
}

/** The place of the largest of each `classes` numbers. */
function largestOfEach(logits: Float32Array, classes: number): number[] {
  return Array.from({ length: logits.length / classes }, (_, i) => {
    const own = logits.subarray(i * classes, (i + 1) * classes);
    return own.indexOf(Math.max(...own));
  });
}
