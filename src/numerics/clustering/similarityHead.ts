import { mulberry32 } from '../random.ts';
import { adamStep, noMoments } from '../training/adamOfNumbers.ts';
import { pairCount, pairIndex } from './pairs.ts';
import { countOf, type Points } from './points.ts';
import type { Labelled } from './spaces.ts';

/**
 * What a pair is judged by. `cosine`: by the cosine of the two, a line of two numbers. `weights`: by
 * |xᵢ − xⱼ| and xᵢ⊙xⱼ, with a weight for each entry, as in logistic regression.
 */
export const headNames = ['cosine', 'weights'] as const;

export type HeadName = (typeof headNames)[number];

/** A judge of pairs; it knows no classes. The logit of “same” is w·(description of the pair) + b. */
export interface SimilarityHead {
  name: HeadName;
  /** w, and b last. */
  weights: Float64Array;
}

const BATCH = 200;
const STEPS = 400;
const RATES: Readonly<Record<HeadName, number>> = { cosine: 0.05, weights: 0.002 };

/** Numbers that describe a pair. */
const inputsOf = (name: HeadName, dimensions: number) => (name === 'cosine' ? 1 : 2 * dimensions);

/** Writes what describes the pair (i, j). None of it changes when the two change places. */
function describePair(
  name: HeadName,
  points: Points,
  i: number,
  j: number,
  to: Float64Array,
): void {
  const { dimensions: d, values } = points;
  if (name === 'cosine') {
    let [inner, ofI, ofJ] = [0, 0, 0];
    for (let k = 0; k < d; k++) {
      const [a, b] = [values[i * d + k] ?? 0, values[j * d + k] ?? 0];
      inner += a * b;
      ofI += a * a;
      ofJ += b * b;
    }
    to[0] = inner / (Math.sqrt(ofI * ofJ) || 1);
    return;
  }
  for (let k = 0; k < d; k++) {
    const [a, b] = [values[i * d + k] ?? 0, values[j * d + k] ?? 0];
    to[k] = Math.abs(a - b);
    to[d + k] = a * b;
  }
}

/** The logit of “same” for a described pair. */
function logitOf({ weights }: SimilarityHead, x: Float64Array): number {
  let sum = weights[x.length] ?? 0;
  for (let k = 0; k < x.length; k++) sum += (weights[k] ?? 0) * (x[k] ?? 0);
  return sum;
}

const sigmoid = (logit: number) => 1 / (1 + Math.exp(-logit));

/** A training of a similarity head: 400 batches of 200 pairs of labelled points, drawn evenly. */
export function similarityTraining(name: HeadName, { points, classes }: Labelled, seed: number) {
  const random = mulberry32(Math.imul(seed, 0x9e3779b1) + 1);
  const inputs = inputsOf(name, points.dimensions);
  const head: SimilarityHead = { name, weights: new Float64Array(inputs + 1) };
  const moments = noMoments(inputs + 1);
  const x = new Float64Array(inputs);
  const n = countOf(points);
  return {
    head,
    steps: STEPS,
    step(): void {
      const gradient = new Float64Array(head.weights.length);
      for (let b = 0; b < BATCH; b++) {
        const i = Math.floor(random() * n);
        const j = (i + 1 + Math.floor(random() * (n - 1))) % n;
        describePair(name, points, i, j, x);
        const same = classes[i] === classes[j] ? 1 : 0;
        const slope = (sigmoid(logitOf(head, x)) - same) / BATCH;
        for (let k = 0; k < inputs; k++) gradient[k] = (gradient[k] ?? 0) + slope * (x[k] ?? 0);
        gradient[inputs] = (gradient[inputs] ?? 0) + slope;
      }
      adamStep(head.weights, gradient, moments, RATES[name]);
    },
  };
}

/** The probability that a head gives “same”, for all pairs of points in the order of `pairIndex`. */
export function judgePairs(head: SimilarityHead, points: Points): Float64Array<ArrayBuffer> {
  const n = countOf(points);
  const found = new Float64Array(pairCount(n));
  const x = new Float64Array(inputsOf(head.name, points.dimensions));
  for (let i = 1; i < n; i++) {
    for (let j = 0; j < i; j++) {
      describePair(head.name, points, i, j, x);
      found[pairIndex(i, j)] = sigmoid(logitOf(head, x));
    }
  }
  return found;
}
