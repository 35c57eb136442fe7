import { dispose, slice, tensor1d, tidy, type Tensor4D } from '@tensorflow/tfjs-core';

import { denseStepOf } from '../head/denseStepOf.ts';
import { applyDense } from '../network/layers/dense.ts';
import { preprocess } from '../network/images.ts';
import type { Network } from '../network/network.ts';
import { networkOf } from '../network/networkOf.ts';
import { largestProbability } from '../novelty/logitScores.ts';
import { logitsOf, type Readings } from '../novelty/familiarity.ts';
import { read } from '../novelty/read.ts';
import { randomOrder } from '../random.ts';
import { adaptedValues, type SourceStatistics } from '../shift/adaptedValues.ts';
import { heldOutDomainError } from '../shift/domainClassifier.ts';
import { restyle, seedOf, type Look } from '../shift/look.ts';
import { partOf, type ModelContext, type TaskContext } from './context.ts';

/** How the pictures come together in batches: in an order drawn by lot, or class by class. */
export const orders = ['mixed', 'by class'] as const;

export type Order = (typeof orders)[number];

export interface ReadInput {
  /** Pictures of 32×32, RGB from 0 to 255, one after the other. */
  pixels: Uint8Array;
  labels: readonly number[];
  look: Look;
  /** From 0 to 1. */
  amount: number;
  /** Pictures whose statistics are taken together. */
  batch: number;
  order: Order;
  /** Draws the noise, the order, and the pictures that the domain classifier learns from. */
  seed: number;
  /** Mean and deviation of each channel of z over training images, by place. */
  source: Readonly<Record<string, readonly [readonly number[], readonly number[]]>>;
  /** What an earlier run has read of the pictures as they are, if there was one. */
  clean?: Readings | undefined;
}

/** What the network makes of all pictures together. */
export interface Quality {
  /** Share named rightly. */
  right: number;
  /** Mean of the largest probability. */
  sure: number;
  answers: number[];
}

export interface ReadOutput {
  plain: Quality;
  /** With fresh statistics. */
  adapted: Quality;
  /** Held-out error of a linear classifier that tells the restyled from the clean by their features. */
  domainError: number;
  clean: Readings;
}

const NETWORK = 'base';

/** Reads pictures in another look, with old and with fresh statistics; null when the reader has cancelled. */
export default async function readLook(
  { pixels, labels, look, amount, batch, order, seed, source, clean }: ReadInput,
  context: ModelContext,
): Promise<ReadOutput | null> {
  const model = await context.loadModel(NETWORK, (share) => context.progress(share / 10));
  const network = networkOf(model);
  const [height, width, colours] = model.manifest.input.shape;
  const each = height * width * colours;
  const count = labels.length;
  const restyled = new Uint8Array(pixels.length);
  for (let i = 0; i < count; i++) {
    if (i % 50 === 0 && (await context.stopped())) return null;
    const picture = pixels.subarray(i * each, (i + 1) * each);
    restyled.set(restyle(picture, look, amount, seedOf(seed, i, count)), i * each);
  }
  const passes = clean ? 2 : 3;
  const part = (pass: number) => partOf(context, 0.1 + (0.9 * pass) / passes, 0.9 / passes);
  const readThese = async (these: Uint8Array, pass: number) => {
    const x = preprocess(model.manifest, these, [height, width]);
    const found = await read(network, x, part(pass));
    dispose(x);
    return found;
  };
  const ofClean = clean ?? (await readThese(pixels, 2));
  const ofLook = ofClean && (await readThese(restyled, 0));
  if (!ofLook) return null;

  const places = [...randomOrder(count, seed)];
  // The domain classifier learns from one half of the pictures and is tested on the other.
  const domainError = heldOutDomainError(
    ofClean.features,
    ofLook.features,
    places.slice(0, count / 2),
  );
  const inBatches =
    order === 'mixed' ? places : places.sort((a, b) => (labels[a] ?? 0) - (labels[b] ?? 0));
  const ordered = new Uint8Array(pixels.length);
  inBatches.forEach((from, to) =>
    ordered.set(restyled.subarray(from * each, (from + 1) * each), to * each),
  );
  const x = preprocess(model.manifest, ordered, [height, width]);
  const logits = await adaptedLogits(network, x, { source, batch }, part(1));
  dispose(x);
  if (!logits) return null;
  const back = Array.from({ length: count }, () => [] as number[]);
  logits.forEach((own, at) => (back[inBatches[at] ?? 0] = own));
  return {
    plain: qualityOf(logitsOf(ofLook), labels),
    adapted: qualityOf(back, labels),
    domainError,
    clean: ofClean,
  };
}

/** The logits of each picture, batch by batch with the batch's own statistics. */
async function adaptedLogits(
  network: Network,
  x: Tensor4D,
  { source, batch }: Pick<ReadInput, 'source' | 'batch'>,
  context: TaskContext,
): Promise<number[][] | null> {
  const head = denseStepOf(network, 'logits');
  const [count, ...image] = x.shape;
  const found: number[][] = [];
  for (let first = 0; first < count; first += batch) {
    if (await context.stopped()) return null;
    const logits = tidy(() => {
      const statistics: SourceStatistics = Object.fromEntries(
        Object.entries(source).map(([place, [mean, deviation]]) => [
          place,
          { mean: tensor1d([...mean]), deviation: tensor1d([...deviation]) },
        ]),
      );
      const those = slice(x, [first, 0, 0, 0], [Math.min(batch, count - first), ...image]);
      return applyDense(head, adaptedValues(network, those, statistics, 'average'));
    });
    found.push(...((await logits.array()) as number[][]));
    dispose(logits);
    context.progress(Math.min(1, (first + batch) / count));
  }
  return found;
}

function qualityOf(logits: readonly number[][], labels: readonly number[]): Quality {
  const answers = logits.map((own) => own.indexOf(Math.max(...own)));
  const share = (of: number[]) => of.reduce((sum, value) => sum + value, 0) / labels.length;
  return {
    right: share(answers.map((answer, i) => (answer === labels[i] ? 1 : 0))),
    sure: share(logits.map(largestProbability)),
    answers,
  };
}
