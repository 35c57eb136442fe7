import { centralDifferences, largestDifference } from '../gradientCheck.ts';
import { normal } from '../normal.ts';
import { mulberry32 } from '../random.ts';
import { randomWhole } from '../randomArray.ts';
import { fixMatch, logitsOf } from '../semiSupervised/fixMatch.ts';
import { perceptron, type Perceptron } from '../semiSupervised/perceptron.ts';
import { pseudoLabels, softmaxRows } from '../semiSupervised/pseudoLabels.ts';
import type { CheckResult } from './context.ts';

/** How far a weight is moved: so little that hardly ever a unit crosses the kink of its ReLU. */
const STEP = 1e-7;

/**
 * The gradient of FixMatch's loss by every kernel of a random perceptron, with the pseudo-labels held,
 * against central differences of the loss written out; and that by moving weights so little no
 * pseudo-label changes, so that "held" and "asked anew" have one derivative.
 */
export default function check({ seed }: { seed: number }): Promise<CheckResult> {
  const random = mulberry32(seed);
  const draw = normal(random);
  const [inputs, classes, b, pool] = [3, randomWhole(random, 2, 4), 4, 12];
  const rows = (count: number) => Float64Array.from({ length: count * inputs }, () => draw());
  const network = perceptron([inputs, 6, classes], seed).map((layer) => ({
    ...layer,
    bias: layer.bias.map(() => 0.3 * draw()),
  }));
  const step = {
    labelled: rows(b),
    labels: Array.from({ length: b }, () => randomWhole(random, 0, classes - 1)),
    asked: rows(pool),
    taught: rows(pool),
  };
  const said = pseudoLabels(logitsOf(network, step.asked), classes);
  // Between two confidences: about half of the pool is used.
  const order = said.map(({ confidence }) => confidence).sort((x, y) => x - y);
  const threshold = ((order[pool / 2 - 1] ?? 0) + (order[pool / 2] ?? 0)) / 2;
  const { loss, gradients } = fixMatch(network, step, threshold);

  /** L of the formula, pseudo-labels asked anew by each network or held. */
  const written = (changed: Perceptron, held: boolean): number => {
    const labels = held ? said : pseudoLabels(logitsOf(changed, step.asked), classes);
    const chance = (x: Float64Array) => softmaxRows(logitsOf(changed, x), classes);
    const [p, q] = [chance(step.labelled), chance(step.taught)];
    const own = step.labels.reduce((sum, y, i) => sum - Math.log(p[i * classes + y] ?? 0), 0);
    const others = labels.reduce(
      (sum, { label, confidence }, i) =>
        confidence >= threshold ? sum - Math.log(q[i * classes + label] ?? 0) : sum,
      0,
    );
    return own / b + others / pool;
  };
  const changedIn = (layer: number, kernel: Float64Array): Perceptron =>
    network.map((old, i) => (i === layer ? { ...old, kernel } : old));
  const result = [
    {
      label: 'the loss, and its definition written out',
      value: Math.abs(loss - written(network, true)),
      tolerance: 1e-12,
    },
  ];
  for (const held of [true, false]) {
    network.forEach(({ kernel }, i) => {
      const slopes = centralDifferences((w) => written(changedIn(i, w), held), kernel, STEP);
      result.push({
        label: `∂L/∂W of layer ${i + 1}, and central differences, pseudo-labels ${held ? 'held' : 'asked anew'}`,
        value: largestDifference(gradients[i]?.kernel ?? [], slopes),
        tolerance: 1e-6,
      });
    });
  }
  const used = said.filter(({ confidence }) => confidence >= threshold).length;
  return Promise.resolve({
    statement: `${b} labelled views, ${used} of ${pool} pseudo-labels above τ = ${threshold.toFixed(3)}, ${classes} classes, 6 hidden units`,
    rows: result,
  });
}
