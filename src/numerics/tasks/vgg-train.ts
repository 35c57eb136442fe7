import { dispose, slice, tensor4d, tidy, type Tensor4D } from '@tensorflow/tfjs-core';

import { disposeNetwork, type Network } from '../network/network.ts';
import { valuesAt } from '../network/run.ts';
import { collapsed, contestant } from '../stacks/contestant.ts';
import { contest, freshOfContest, lessonOf, type ContestTrial } from '../stacks/contest.ts';
import { middleOf } from '../stacks/middles.ts';
import { trainNetwork, type Checkpoint, type PartRecord } from '../training/trainInParts.ts';
import type { Examples } from '../training/trainEpoch.ts';
import type { TimedContext } from './context.ts';

export type { Checkpoint, PartRecord } from '../training/trainInParts.ts';

/** A contestant to be trained, and an earlier part of the same training to go on from. */
export interface ContestInput {
  trial: ContestTrial;
  from?: Checkpoint | undefined;
  /** For the pilot: another rate, and figures of its own to be asked about. */
  pilotRate?: number;
  /** For a longer training than in the page. */
  parts?: number;
}

/** The network whose small kernels were made one after the training, held against the trained one. */
export interface CollapsedResult {
  /** Fresh figures to which both give the same class. */
  same: number;
  /** The largest difference of their logits, and the largest logit. */
  difference: number;
  largest: number;
  /** Milliseconds a picture. */
  milliseconds: number;
}

export interface ContestOutput {
  history: PartRecord[];
  /** Milliseconds a picture takes forward, in the median lap. */
  milliseconds: number;
  /** Only for a stack with nothing between its kernels. */
  collapsed: CollapsedResult | null;
}

/** Pictures at once while the clock runs, and laps. */
const LAP = 50;
const LAPS = 9;

/**
 * Trains a contestant, see `trainNetwork`, and times it on fresh figures. A stack without ReLUs is
 * then made one 7×7 kernel, and asked the same. null when the reader has cancelled.
 */
export default async function train(
  { trial, from, pilotRate, parts = contest.parts }: ContestInput,
  context: TimedContext,
): Promise<ContestOutput | null> {
  const middle = middleOf(trial.middle, contest.maps);
  const start = contestant(middle, contest.maps, contest.classes, trial.seed);
  const fresh = freshOfContest(pilotRate !== undefined);
  const course = { ...contest, parts, rate: pilotRate ?? contest.rates[trial.middle] };
  const lesson = { seed: trial.seed, lesson: lessonOf(trial), fresh };
  const trained = await trainNetwork(start, lesson, course, from, context);
  if (!trained) return null;
  const { network, history } = trained;
  const x = tensor4d(fresh.values, [fresh.labels.length, ...fresh.shape]);
  try {
    const milliseconds = await timeOf(network, x, context);
    const single = !middle.relu ? await compare(network, x, fresh, context) : null;
    return { history, milliseconds, collapsed: single };
  } finally {
    dispose(x);
    disposeNetwork(network);
  }
}

/** The collapsed network beside the trained one. */
async function compare(
  network: Network,
  x: Tensor4D,
  { labels }: Examples,
  context: TimedContext,
): Promise<CollapsedResult> {
  const one = collapsed(network);
  try {
    const [before, after] = [await logitsOf(network, x), await logitsOf(one, x)];
    const classes = before.length / labels.length;
    const given = [before, after].map((logits) =>
      labels.map((_, i) => largestPlace(logits.subarray(i * classes, (i + 1) * classes))),
    );
    return {
      same: labels.filter((_, i) => given[0]?.[i] === given[1]?.[i]).length,
      difference: before.reduce((most, v, i) => Math.max(most, Math.abs(v - (after[i] ?? 0))), 0),
      largest: before.reduce((most, v) => Math.max(most, Math.abs(v)), 0),
      milliseconds: await timeOf(one, x, context),
    };
  } finally {
    const fused = one.steps.find((step) => !network.steps.includes(step));
    if (fused && 'kernel' in fused) dispose([fused.kernel, fused.bias]);
  }
}

async function timeOf(network: Network, x: Tensor4D, context: TimedContext): Promise<number> {
  const [, ...image] = x.shape;
  const some = tidy(() => slice(x, [0, 0, 0, 0], [LAP, ...image]));
  const laps: number[] = [];
  for (let lap = 0; lap <= LAPS; lap++) {
    const begun = context.now();
    await logitsOf(network, some);
    if (lap > 0) laps.push((context.now() - begun) / LAP);
  }
  dispose(some);
  return laps.toSorted((a, b) => a - b)[Math.floor(laps.length / 2)] ?? Number.NaN;
}

async function logitsOf(network: Network, x: Tensor4D): Promise<Float32Array> {
  const logits = tidy(() => valuesAt(network, x));
  const values = (await logits.data()) as Float32Array;
  logits.dispose();
  return values;
}

function largestPlace(values: Float32Array): number {
  return values.indexOf(Math.max(...values));
}
