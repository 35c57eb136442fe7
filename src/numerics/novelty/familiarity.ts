import {
  nearestMeanDistances,
  neighbourDistances,
  countOf,
  type Vectors,
} from './distanceScores.ts';
import { energy, largestProbability } from './logitScores.ts';

/** Four scores, each the higher the more familiar a picture looks. */
export const scoreNames = ['softmax', 'energy', 'mean', 'neighbours'] as const;

export type ScoreName = (typeof scoreNames)[number];

/** A score of each picture under each name. */
export type Scores = Record<ScoreName, number[]>;

/** What a network makes of pictures: the averaged last maps and the logits, picture by picture. */
export interface Readings {
  features: Vectors;
  logits: Vectors;
}

/** What the distances are measured from. */
export interface Familiar {
  /** Mean features of each known class. */
  means: Vectors;
  /** Features of pictures of known classes. */
  bank: Vectors;
}

/** Which neighbour's distance counts. */
export const NEIGHBOURS = 10;

/** The logits of each picture. */
export function logitsOf({ logits }: Readings): number[][] {
  const all = Array.from(logits.values);
  return Array.from({ length: countOf(logits) }, (_, i) =>
    all.slice(i * logits.length, (i + 1) * logits.length),
  );
}

/**
 * max p, −E, and minus the distances from the nearest
 * mean and from the tenth neighbour. `leftOut`: for
 * each picture its own place in the bank, or −1.
 */
export function familiarity(
  readings: Readings,
  { means, bank }: Familiar,
  leftOut?: readonly number[],
): Scores {
  const { features } = readings;
  const logits = logitsOf(readings);
  return {
    softmax: logits.map(largestProbability),
    energy: logits.map((own) => -energy(own)),
    mean: nearestMeanDistances(features, means).map((distance) => -distance),
    neighbours: neighbourDistances(features, bank, NEIGHBOURS, leftOut).map((d) => -d),
  };
}
