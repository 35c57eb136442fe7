import { throughSoftmax } from '../clustering/clusterHead.ts';
import { contrastiveLoss, divergence, MARGIN } from '../clustering/contrastiveLoss.ts';
import { centralDifferences, largestDifference } from '../gradientCheck.ts';
import { probabilities } from '../novelty/logitScores.ts';
import { normal } from '../normal.ts';
import { mulberry32 } from '../random.ts';
import { randomWhole } from '../randomArray.ts';
import type { CheckResult } from './context.ts';

/** Differences that cross the hinge mean nothing, so pairs this near to it are drawn again. */
const KINK = 0.01;

/** The contrastive loss of one pair, the same or different, with its gradient; and the worked KL. */
export default function check({ seed }: { seed: number }): Promise<CheckResult> {
  const random = mulberry32(seed);
  const draw = normal(random);
  const k = randomWhole(random, 2, 5);
  const one = () => Array.from({ length: k }, () => 1.5 * draw());
  let logits = [one(), one()] as const;
  let [p, q] = [probabilities(logits[0]), probabilities(logits[1])];
  const nearest = () =>
    Math.min(Math.abs(MARGIN - divergence(p, q)), Math.abs(MARGIN - divergence(q, p)));
  while (nearest() < KINK) {
    logits = [one(), one()];
    [p, q] = [probabilities(logits[0]), probabilities(logits[1])];
  }
  const softmax = (values: Float64Array) =>
    Float64Array.from([
      ...probabilities(values.subarray(0, k)),
      ...probabilities(values.subarray(k)),
    ]);
  const both = softmax(Float64Array.from(logits.flat()));
  const there = [divergence(p, q), divergence(q, p)];
  const byHand = [
    there.reduce((sum, kl) => sum + Math.max(0, MARGIN - kl), 0),
    there.reduce((sum, kl) => sum + kl, 0),
  ];
  const rows = [0, 1].flatMap((same) => {
    const lossAt = (values: Float64Array) => contrastiveLoss(softmax(values), k, [same]).loss;
    const { loss, gradient } = contrastiveLoss(both, k, [same]);
    const name = same ? 'a pair that is the same' : 'a pair that is not';
    return [
      {
        label: `the loss of ${name}, and its two divergences`,
        value: Math.abs(loss - (byHand[same] ?? Number.NaN)),
        tolerance: 1e-12,
      },
      {
        label: `the gradient at the logits for ${name}, and central differences`,
        value: largestDifference(
          throughSoftmax(both, k, gradient),
          centralDifferences(lossAt, Float64Array.from(logits.flat())),
        ),
        tolerance: 1e-6,
      },
    ];
  });
  return Promise.resolve({
    statement: `K = ${k}: KL(p‖q) = ${there[0]?.toFixed(4)}, KL(q‖p) = ${there[1]?.toFixed(4)} nats`,
    rows,
  });
}
