import { countOf, type Vectors } from '../novelty/distanceScores.ts';
import { solvePositive } from './solvePositive.ts';

/** λ of the ridge, for each example. */
const RIDGE = 0.01;
/** Added to a feature's deviation, for one that never changes. */
const NEVER_ZERO = 1e-6;

/**
 * A linear classifier of two domains by ridge regression on −1 (source) and +1 (target): it learns
 * from the pictures `learned`, the same of both domains, and is tested on the others. Returns the
 * share of the held-out pictures that it gets wrong, an answer of exactly 0 counting half.
 */
export function heldOutDomainError(
  source: Vectors,
  target: Vectors,
  learned: readonly number[],
): number {
  const { length } = source;
  const inTraining = new Set(learned);
  const heldOut = Array.from({ length: countOf(source) }, (_, i) => i).filter(
    (i) => !inTraining.has(i),
  );
  const sides = [
    { of: source, side: -1 },
    { of: target, side: 1 },
  ];
  const rows = (numbers: readonly number[]) =>
    sides.flatMap(({ of, side }) => numbers.map((n) => ({ of, side, from: n * length })));
  const training = rows(learned);

  const mean = new Float64Array(length);
  const deviation = new Float64Array(length);
  for (const { of, from } of training) {
    for (let k = 0; k < length; k++) {
      const value = of.values[from + k] ?? 0;
      mean[k] = (mean[k] ?? 0) + value / training.length;
      deviation[k] = (deviation[k] ?? 0) + value ** 2 / training.length;
    }
  }
  deviation.forEach((squares, k) => {
    deviation[k] = Math.sqrt(Math.max(0, squares - (mean[k] ?? 0) ** 2)) + NEVER_ZERO;
  });
  const standard = ({ of, from }: (typeof training)[number]) =>
    Float64Array.from(
      { length },
      (_, k) => ((of.values[from + k] ?? 0) - (mean[k] ?? 0)) / (deviation[k] ?? 1),
    );

  const gram = new Float64Array(length * length);
  const products = new Float64Array(length);
  for (const row of training) {
    const features = standard(row);
    for (let i = 0; i < length; i++) {
      const own = features[i] ?? 0;
      products[i] = (products[i] ?? 0) + row.side * own;
      for (let j = 0; j <= i; j++) {
        gram[i * length + j] = (gram[i * length + j] ?? 0) + own * (features[j] ?? 0);
      }
    }
  }
  for (let i = 0; i < length; i++) {
    gram[i * length + i] = (gram[i * length + i] ?? 0) + RIDGE * training.length;
  }
  const weights = solvePositive(gram, products);

  const wrong = rows(heldOut).map((row) => {
    const answer = standard(row).reduce((sum, value, k) => sum + value * (weights[k] ?? 0), 0);
    return (1 - Math.sign(answer) * row.side) / 2;
  });
  return wrong.reduce((sum, value) => sum + value, 0) / wrong.length;
}

/** 2(1 − 2ε): 0 where a classifier of the domains errs half the time, 2 where it never errs. */
export function proxyDistance(error: number): number {
  return 2 * (1 - 2 * error);
}
