import { throughSoftmax } from '../clustering/clusterHead.ts';
import { metaClassification } from '../clustering/metaClassification.ts';
import { pairCount } from '../clustering/pairs.ts';
import { centralDifferences, largestDifference } from '../gradientCheck.ts';
import { normal } from '../normal.ts';
import { probabilities } from '../novelty/logitScores.ts';
import { mulberry32 } from '../random.ts';
import { randomWhole } from '../randomArray.ts';
import type { CheckResult } from './context.ts';

/**
 * The gradient of the meta classification likelihood at random logits, by the formula and by central
 * differences of the loss; and that swapping two clusters changes nothing.
 */
export default function check({ seed }: { seed: number }): Promise<CheckResult> {
  const random = mulberry32(seed);
  const draw = normal(random);
  const [n, k] = [randomWhole(random, 3, 7), randomWhole(random, 2, 5)];
  const logits = Float64Array.from({ length: n * k }, draw);
  const same = Float64Array.from({ length: pairCount(n) }, () => (random() < 0.4 ? 1 : 0));
  const softmax = (values: Float64Array) =>
    Float64Array.from(
      Array.from({ length: n }, (_, i) =>
        probabilities(values.subarray(i * k, (i + 1) * k)),
      ).flat(),
    );
  const lossAt = (values: Float64Array) => metaClassification(softmax(values), k, same).loss;
  const p = softmax(logits);
  const { loss, gradient } = metaClassification(p, k, same);
  const swapped = logits.map((_, at) => {
    const c = at % k;
    return logits[at - c + (c === 0 ? 1 : c === 1 ? 0 : c)] ?? Number.NaN;
  });
  return Promise.resolve({
    statement: `${n} pictures, ${same.length} pairs, K = ${k}: L = ${loss.toFixed(4)} nats`,
    rows: [
      {
        label: 'the gradient at the logits, and central differences of L',
        value: largestDifference(
          throughSoftmax(p, k, gradient),
          centralDifferences(lossAt, logits),
        ),
        tolerance: 1e-6,
      },
      {
        label: 'L with the first two clusters swapped, and L',
        value: Math.abs(lossAt(swapped) - loss),
        tolerance: 1e-12,
      },
    ],
  });
}
