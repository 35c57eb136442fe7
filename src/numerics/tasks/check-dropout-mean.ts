import { everyMask, masked } from '../alexnet/everyMask.ts';
import { softmax } from '../architectureSearch/softmax.ts';
import { largestDifference } from '../gradientCheck.ts';
import { normal } from '../normal.ts';
import { mulberry32 } from '../random.ts';
import { randomWhole } from '../randomArray.ts';
import type { CheckResult } from './context.ts';

/**
 * Dropout in front of a dense layer, over all masks: the mean score is what the undropped, rescaled
 * units give, and so is the normalised geometric mean of the softmax outputs.
 */
export default async function checkDropoutMean({ seed }: { seed: number }): Promise<CheckResult> {
  const random = mulberry32(seed);
  const draw = normal(random);
  const [units, classes] = [randomWhole(random, 2, 7), randomWhole(random, 2, 5)];
  const q = 0.2 + 0.7 * random();
  const a = Array.from({ length: units }, draw);
  const rows = Array.from({ length: classes }, () => Array.from({ length: units }, draw));
  const bias = Array.from({ length: classes }, draw);
  const scores = (values: readonly number[]) =>
    rows.map((w, c) => values.reduce((sum, value, i) => sum + value * (w[i] ?? 0), bias[c] ?? 0));

  const masks = everyMask(units, q);
  /** The mean over all masks of something that is computed from the masked units. */
  const mean = (of: (values: number[]) => readonly number[], factor: number) =>
    masks.reduce((sum, mask) => {
      const found = of(masked(a, mask, factor));
      return sum.map((value, c) => value + mask.probability * (found[c] ?? 0));
    }, new Array<number>(classes).fill(0));
  const logs = mean((values) => softmax(scores(values)).map(Math.log), 1);
  const geometric = softmax(logs);
  const used = scores(a.map((value) => q * value));
  return Promise.resolve({
    statement: `${units} units kept with probability ${q.toFixed(2)}, ${masks.length} masks, ${classes} classes`,
    rows: [
      {
        label: 'classical: the mean score, and the score in use, units times q',
        value: largestDifference(mean(scores, 1), used),
        tolerance: 1e-10,
      },
      {
        label: 'inverted: the mean score, and the score in use, units as they are',
        value: largestDifference(mean(scores, 1 / q), scores(a)),
        tolerance: 1e-9,
      },
      {
        label: 'the geometric mean of the probabilities, and the softmax in use',
        value: largestDifference(geometric, softmax(used)),
        tolerance: 1e-10,
      },
    ],
  });
}
