import { normal } from '../normal.ts';
import { mulberry32 } from '../random.ts';
import { adamStep, noMoments, type Moments } from '../training/adamOfNumbers.ts';
import { contrastiveLoss } from './contrastiveLoss.ts';
import { metaClassification, type PairLoss } from './metaClassification.ts';
import { countOf, type Points } from './points.ts';

export const pairLosses = {
  mcl: metaClassification,
  kcl: contrastiveLoss,
} as const satisfies Record<
  string,
  (p: Float64Array, k: number, same: ArrayLike<number>) => PairLoss
>;

export type PairLossName = keyof typeof pairLosses;

/** A clustering head in training: p = softmax(Wx + b). W is [K, d], and b follows it. */
export interface ClusterHead {
  k: number;
  weights: Float64Array;
  moments: Moments;
}

export const CLUSTER_STEPS = 250;
const RATE = 0.01;
const START_SPREAD = 0.05;

/** A head of K outputs for points of d numbers, drawn from a seed. */
export function freshClusterHead(k: number, dimensions: number, seed: number): ClusterHead {
  const draw = normal(mulberry32(Math.imul(seed, 0x9e3779b1) + 2));
  const weights = Float64Array.from({ length: k * (dimensions + 1) }, (_, at) =>
    at < k * dimensions ? START_SPREAD * draw() : 0,
  );
  return { k, weights, moments: noMoments(weights.length) };
}

/** p [n, K] of points, row by row. */
export function memberships({ k, weights }: Pick<ClusterHead, 'k' | 'weights'>, points: Points) {
  const { dimensions: d, values } = points;
  const n = countOf(points);
  const p = new Float64Array(n * k);
  for (let i = 0; i < n; i++) {
    let most = -Infinity;
    for (let c = 0; c < k; c++) {
      let logit = weights[k * d + c] ?? 0;
      for (let at = 0; at < d; at++)
        logit += (weights[c * d + at] ?? 0) * (values[i * d + at] ?? 0);
      p[i * k + c] = logit;
      most = Math.max(most, logit);
    }
    let total = 0;
    for (let c = 0; c < k; c++) {
      const power = Math.exp((p[i * k + c] ?? 0) - most);
      p[i * k + c] = power;
      total += power;
    }
    for (let c = 0; c < k; c++) p[i * k + c] = (p[i * k + c] ?? 0) / total;
  }
  return p;
}

/** The gradient at the logits, from the one at p = softmax(logits): pₖ (gₖ − Σ p g). */
export function throughSoftmax(p: Float64Array, k: number, gradient: Float64Array): Float64Array {
  const found = new Float64Array(p.length);
  for (let from = 0; from < p.length; from += k) {
    let mean = 0;
    for (let c = 0; c < k; c++) mean += (p[from + c] ?? 0) * (gradient[from + c] ?? 0);
    for (let c = 0; c < k; c++) {
      found[from + c] = (p[from + c] ?? 0) * ((gradient[from + c] ?? 0) - mean);
    }
  }
  return found;
}

/** One step of Adam over all pairs, in place; gives the loss before it. */
export function trainClusterHead(
  head: ClusterHead,
  points: Points,
  same: ArrayLike<number>,
  lossName: PairLossName,
): number {
  const { k, weights, moments } = head;
  const { dimensions: d, values } = points;
  const p = memberships(head, points);
  const { loss, gradient } = pairLosses[lossName](p, k, same);
  const atLogits = throughSoftmax(p, k, gradient);
  const own = new Float64Array(weights.length);
  for (let i = 0; i < countOf(points); i++) {
    for (let c = 0; c < k; c++) {
      const g = atLogits[i * k + c] ?? 0;
      own[k * d + c] = (own[k * d + c] ?? 0) + g;
      for (let at = 0; at < d; at++) {
        own[c * d + at] = (own[c * d + at] ?? 0) + g * (values[i * d + at] ?? 0);
      }
    }
  }
  adamStep(weights, own, moments, RATE);
  return loss;
}

/** The cluster of each point: the largest of its p. */
export function clustersOf(p: Float64Array, k: number): number[] {
  return Array.from({ length: p.length / k }, (_, i) => {
    const own = p.subarray(i * k, (i + 1) * k);
    return own.indexOf(Math.max(...own));
  });
}
