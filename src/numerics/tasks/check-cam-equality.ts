import { tidy, type Tensor4D } from '@tensorflow/tfjs-core';

import { cam } from '../attribution/cam.ts';
import { gradCam } from '../attribution/gradCam.ts';
import { largestDifference } from '../gradientCheck.ts';
import { toTensor } from '../grid.ts';
import { lastPlace } from '../network/network.ts';
import { networkOf } from '../network/networkOf.ts';
import { valuesAt } from '../network/run.ts';
import { logit } from '../network/scalars.ts';
import { normal } from '../normal.ts';
import { mulberry32 } from '../random.ts';
import { randomArray, randomWhole } from '../randomArray.ts';
import type { CheckResult, ModelContext } from './context.ts';

/**
 * On the book's network, whose maps are averaged before one dense layer, and a random picture of any
 * size: Grad-CAM without ReLU times the number of places is CAM; the three poolings of the gradient
 * agree; and the mean of CAM and the bias make the score.
 */
export default async function check(
  { seed }: { seed: number },
  context: ModelContext,
): Promise<CheckResult> {
  const random = mulberry32(seed);
  const [h, w] = [4 * randomWhole(random, 4, 12), 4 * randomWhole(random, 4, 12)];
  const network = networkOf(await context.loadModel('base'));
  const head = network.steps.at(-1);
  if (head?.type !== 'dense') throw new Error('Expected a network that ends in a dense layer.');
  const classIndex = randomWhole(random, 0, 9);
  const x = toTensor(randomArray([1, h, w, 3], normal(random)));
  const question = { network, x, scalar: logit(lastPlace(network), classIndex) };
  const valuesOf = async (map: Promise<Tensor4D | null>) => {
    const found = await map;
    if (!found) throw new Error('Nobody cancels a check.');
    const values = Float32Array.from(await found.data());
    found.dispose();
    return values;
  };
  try {
    const options = { layer: 'conv5', rectify: false } as const;
    const fromWeights = await valuesOf(cam(classIndex)(question, context));
    const mean = await valuesOf(gradCam(options)(question, context));
    const largest = await valuesOf(gradCam({ ...options, pooling: 'max' })(question, context));
    const none = await valuesOf(gradCam({ ...options, pooling: 'none' })(question, context));
    const places = fromWeights.length;
    const timesPlaces = (map: ArrayLike<number>) =>
      Float32Array.from(map, (value) => places * value);
    const [score, bias] = tidy(() => [
      valuesAt(network, x).dataSync()[classIndex] ?? Number.NaN,
      head.bias.dataSync()[classIndex] ?? Number.NaN,
    ]);
    const average = fromWeights.reduce((sum, value) => sum + value, 0) / places;
    const scale = Math.max(1, ...fromWeights.map(Math.abs));
    const row = (label: string, value: number) => ({ label, value, tolerance: 2e-6 * scale });
    return {
      statement: `a picture of ${h}×${w} noise, the last maps ${h / 4}×${w / 4}, class ${classIndex}: Z = ${places}, and CAM reaches ${scale.toPrecision(3)}`,
      rows: [
        row(
          'Z · Grad-CAM without ReLU, and CAM',
          largestDifference(timesPlaces(mean), fromWeights),
        ),
        row(
          'the same with the largest gradient',
          largestDifference(timesPlaces(largest), fromWeights),
        ),
        row(
          'the same with gradients not pooled',
          largestDifference(timesPlaces(none), fromWeights),
        ),
        row('mean of CAM + bias, and the score', Math.abs(average + bias - score)),
      ],
    };
  } finally {
    x.dispose();
  }
}
