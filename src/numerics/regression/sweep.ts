import { CLASSES } from '../conflict/figure.ts';
import { examplesOfLesson, freshExamples, type Lesson } from './pictures.ts';
import { featuresOf, randomFeatures } from './randomFeatures.ts';
import { ridge } from './ridge.ts';
import { dot, singularValues } from './singularValues.ts';

/** Strengths of the ridge at which every fit is made. */
export const LAMBDAS = [0, 0.01, 0.1, 1, 3, 10, 30, 100] as const;
/** Numbers of features, as multiples of the number of examples. */
const RATIOS = [
  0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 1, 1.05, 1.1, 1.2, 1.4, 1.7, 2, 2.5, 3,
  4, 6, 8, 12, 16,
];
/** Fresh figures of which the scores are kept: the first of each class. */
export const SHOWN = CLASSES;

/** Numbers of features that are tried with n examples. */
export function sizesFor(examples: number): number[] {
  return [...new Set(RATIOS.map((ratio) => Math.max(1, Math.round(ratio * examples))))];
}

/** A fit of p features with one strength of the ridge. */
export interface Fit {
  /** Share of the labels learned from that it answers wrongly, and of the fresh figures. */
  training: number;
  fresh: number;
  /** Mean over the fresh figures of the squared distance of scores and target. */
  squared: number;
  /** √Σ w² over all weights. */
  norm: number;
  /** Scores of the first fresh figure of each class. */
  scores: number[][];
}

/**
 * Fits of one size, for each of `LAMBDAS`: the pictures of the lesson go through p random features and one
 * linear layer with a column for each class, whose targets are 3/4 for the label and −1/4 for the others.
 */
export function* sweepOf(lesson: Lesson, freshCount?: number): Generator<Fit[]> {
  const sizes = sizesFor(lesson.examples);
  const features = randomFeatures(Math.max(...sizes), lesson.seed);
  const [learned, fresh] = [examplesOfLesson(lesson), freshExamples(freshCount)];
  const [phi, phiFresh] = [learned, fresh].map(({ pictures }) =>
    pictures.map((picture) => featuresOf(picture, features)),
  ) as [Float64Array[], Float64Array[]];
  const targets = Array.from({ length: CLASSES }, (_, c) =>
    Float64Array.from(learned.labels, (label) => targetOf(label, c)),
  );
  for (const size of sizes) {
    const decomposition = singularValues(phi.map((row) => row.slice(0, size)));
    yield LAMBDAS.map((lambda) => {
      const columns = targets.map((y) => ridge(decomposition, y, lambda));
      const scoresOf = (row: Float64Array) => {
        const part = row.subarray(0, size);
        return columns.map((column) => dot(column, part));
      };
      const answers = phiFresh.map(scoresOf);
      return {
        training: shareWrong(phi.map(scoresOf), learned.labels),
        fresh: shareWrong(answers, fresh.truth),
        squared: meanOf(answers.map((scores, i) => distance(scores, fresh.truth[i] ?? 0))),
        norm: Math.sqrt(columns.reduce((sum, column) => sum + dot(column, column), 0)),
        scores: answers.slice(0, SHOWN),
      };
    });
  }
}

function targetOf(label: number, c: number): number {
  return (label === c ? 1 : 0) - 1 / CLASSES;
}

function shareWrong(scores: readonly number[][], labels: readonly number[]): number {
  return meanOf(scores.map((row, i) => +(row.indexOf(Math.max(...row)) !== labels[i])));
}

function distance(scores: readonly number[], label: number): number {
  return scores.reduce((sum, score, c) => sum + (score - targetOf(label, c)) ** 2, 0);
}

function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
