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
  /** How many pictures go through at once while the clock runs. */
  atOnce: number;
}

/** What one of the two networks did. */
export interface HeadResult {
  /** Pictures it gave their own class. */
  right: number;
  /** Milliseconds a picture: half of the runs took less. */
  milliseconds: number;
}

export interface HeadsOutput {
  pictures: number;
  pooled: HeadResult;
  flat: HeadResult;
  /** Pictures for which the two give the same class, right or wrong. */
  agree: number;
}

/** Runs that the clock takes of each network, and runs before them that nobody times. */
const ROUNDS = 25;
const WARM_UP = 3;
/** How much of the progress is the classifying; the rest is the timing. */
const CLASSIFYING = 0.4;

/**
 * The two networks that differ in their heads, on the same pictures: how often each is right, and
 * how long each takes. They take turns while the clock runs, so that whatever else the machine does
 * meets both. Returns null when the reader has cancelled.
 */
export default async function heads(
  { pixels, labels, atOnce }: HeadsInput,
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
    const times = await takeTurns(networks, x, atOnce, context);
    if (!times) return null;
    const [byPooled = [], byFlat = []] = given;
    const right = (classes: number[]) => labels.filter((label, i) => classes[i] === label).length;
    return {
      pictures: labels.length,
      pooled: { right: right(byPooled), milliseconds: median(times[0]) / atOnce },
      flat: { right: right(byFlat), milliseconds: median(times[1]) / atOnce },
      agree: byPooled.filter((found, i) => byFlat[i] === found).length,
    };
  } finally {
    dispose(x);
  }
}

/** Milliseconds of each run of each network. */
async function takeTurns(
  networks: readonly [Network, Network],
  x: Tensor4D,
  atOnce: number,
  context: TimedContext,
): Promise<[number[], number[]] | null> {
  const times: [number[], number[]] = [[], []];
  const [count, ...image] = x.shape;
  for (let round = 0; round < WARM_UP + ROUNDS; round++) {
    if (await context.stopped()) return null;
    const from = (round * atOnce) % (count - atOnce + 1);
    const some = tidy(() => slice(x, [from, 0, 0, 0], [atOnce, ...image]));
    for (const [index, network] of networks.entries()) {
      const start = context.now();
      const logits = valuesAt(network, some);
      await logits.data();
      const took = context.now() - start;
      logits.dispose();
      if (round >= WARM_UP) times[index === 0 ? 0 : 1].push(took);
    }
    some.dispose();
    context.progress(CLASSIFYING + ((1 - CLASSIFYING) * (round + 1)) / (WARM_UP + ROUNDS));
  }
  return times;
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

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const [below, above] = [(sorted.length - 1) >> 1, sorted.length >> 1];
  return ((sorted[below] ?? Number.NaN) + (sorted[above] ?? Number.NaN)) / 2;
}
