import { shuffled } from '../training/shuffled.ts';
import { PATTERNS } from './swatches.ts';

/** The two problems: points in the plane, and pictures. */
export const problems = ['moons', 'cloth'] as const;
export type Problem = (typeof problems)[number];

/** Classes of each problem. */
export const CLASSES: Readonly<Record<Problem, number>> = { moons: 2, cloth: PATTERNS.length };

/** Examples of the pool, those of them that the reader can see and name, and those of the test. */
export const POOL = 400;
export const CANDIDATES = 40;
export const TEST = 400;

/** How each network is built and trained, alike in both problems. */
export const study = {
  /** Units between the vector of an example and the logits. */
  widths: [24, 24],
  /** Labelled examples and examples of the pool in a step: B and μB. */
  labelled: 16,
  pool: 48,
  rate: 0.005,
  /** Steps in a part, after which everything is measured, and parts. */
  steps: 20,
  parts: 10,
} as const;

/** So many of the candidates of each class, by lot: what is labelled if nobody chooses. */
export function drawLabelled(problem: Problem, perClass: number, seed: number): number[] {
  // In the pool classes come in turn.
  const classes = CLASSES[problem];
  return Array.from({ length: classes }, (_, label) =>
    shuffled(CANDIDATES / classes, seed, label)
      .slice(0, perClass)
      .map((i) => i * classes + label),
  ).flat();
}

/**
 * What is learned from: the labelled examples alone, seen weakly or also strongly altered; or the
 * pool as well, by pseudo-labels on the very view that was asked, or on a strong one (FixMatch).
 */
export const methods = ['labels', 'altered', 'pseudo', 'fixmatch'] as const;
export type Method = (typeof methods)[number];

/** A training: which examples of the pool have a label, how the rest is used, and the seed. */
export interface Trial {
  problem: Problem;
  method: Method;
  /** Numbers of pool examples, at least one; all of them of some class. */
  labelled: readonly number[];
  /** τ: how confident a pseudo-label has to be. */
  threshold: number;
  /** The share of the pool that is of no class. */
  polluted: number;
  /** Whether somebody has sorted these out: steps then draw from the rest alone. */
  sorted?: boolean | undefined;
  seed: number;
}
