import { countOf, type Vectors } from '../novelty/distanceScores.ts';
import { dot } from '../regression/singularValues.ts';
import { ridgeTowards } from './ridgeTowards.ts';

/** A linear probe: one vector of weights a class, for standardised features with a 1 behind them. */
export interface Probe {
  mean: Float64Array;
  deviation: Float64Array;
  weights: Float64Array[];
}

/** Features that hardly vary in the lesson are not blown up by more than this allows. */
const LEAST_DEVIATION = 1e-3;

/**
 * Learns to tell classes apart from frozen features: for each class the ridge regression of 1 (it is
 * one) or 0 (it is not) on the features, each shifted and scaled to mean 0 and deviation 1.
 */
export function fitProbe(
  features: Vectors,
  labels: readonly number[],
  classes: number,
  lambda: number,
): Probe {
  const { length } = features;
  const count = countOf(features);
  const at = (i: number, k: number) => features.values[i * length + k] ?? 0;
  const average = (of: (i: number) => number) => {
    let sum = 0;
    for (let i = 0; i < count; i++) sum += of(i);
    return sum / count;
  };
  const mean = Float64Array.from({ length }, (_, k) => average((i) => at(i, k)));
  const deviation = Float64Array.from(mean, (m, k) =>
    Math.max(LEAST_DEVIATION, Math.sqrt(average((i) => (at(i, k) - m) ** 2))),
  );
  const x = standardised(features, { mean, deviation });
  const source = new Float64Array(length + 1);
  const weights = Array.from({ length: classes }, (_, c) => {
    const y = Float64Array.from(labels, (label) => (label === c ? 1 : 0));
    return ridgeTowards({ x, y, source, lambda });
  });
  return { mean, deviation, weights };
}

/** The class whose regression gives each picture the most. */
export function probeAnswers(probe: Probe, features: Vectors): number[] {
  return standardised(features, probe).map((row) => {
    const scores = probe.weights.map((w) => dot(row, w));
    return scores.indexOf(Math.max(...scores));
  });
}

function standardised(
  { values, length }: Vectors,
  { mean, deviation }: Pick<Probe, 'mean' | 'deviation'>,
): Float64Array[] {
  return Array.from({ length: values.length / length }, (_, i) => {
    const row = new Float64Array(length + 1).fill(1);
    for (let k = 0; k < length; k++) {
      row[k] = ((values[i * length + k] ?? 0) - (mean[k] ?? 0)) / (deviation[k] ?? 1);
    }
    return row;
  });
}
