import { dispose, tensor1d, tensor4d } from '@tensorflow/tfjs-core';

import type { Array4D } from '../conv/naive.ts';
import { centralDifferences, largestDifference } from '../gradientCheck.ts';
import { changeWeights } from '../network/changeWeights.ts';
import { disposeNetwork } from '../network/network.ts';
import { normal } from '../normal.ts';
import { mulberry32 } from '../random.ts';
import { randomArray, randomWhole } from '../randomArray.ts';
import { lossGradients } from '../training/lossGradients.ts';
import { naiveLoss, type NaiveWeights } from '../training/naiveLoss.ts';
import { saveWeights } from '../training/savedWeights.ts';
import { smallNetwork } from '../training/smallNetwork.ts';
import type { CheckResult } from './context.ts';

/** Side of the images, in pixels. */
const SIDE = 4;
/** How far a weight is moved: so little that hardly ever a unit crosses the kink of its ReLU. */
const STEP = 1e-7;

/**
 * ∂L/∂K of both convolutions of a small network, with pooling, averaging, a dense layer and softmax
 * above them: a correlation with what comes back, and central differences of the whole loss.
 */
export default async function check({ seed }: { seed: number }): Promise<CheckResult> {
  const random = mulberry32(seed);
  const n = randomWhole(random, 2, 4);
  const classes = randomWhole(random, 2, 3);
  const widths = [randomWhole(random, 1, 3), randomWhole(random, 1, 3)];
  const x = randomArray([n, SIDE, SIDE, 3], normal(random));
  const labels = Array.from({ length: n }, () => randomWhole(random, 0, classes - 1));

  const fresh = smallNetwork({ widths, classes }, seed);
  // Without biases, a place that sees nothing but zeros would sit on the kink of its ReLU.
  const network = changeWeights(fresh, ({ kernel, bias }) => ({
    kernel,
    bias: tensor1d(Float32Array.from({ length: bias.shape[0] }, () => random() - 0.5)),
  }));
  disposeNetwork(fresh);
  const images = tensor4d(Float32Array.from(x.values), x.shape);
  const { loss, gradients } = lossGradients(network, images, labels);
  const weights = await saveWeights(network);
  const [own = Number.NaN] = await loss.data();

  const arrays = widths.map((width, i): Array4D => {
    const shape: Array4D['shape'] = [3, 3, widths[i - 1] ?? 3, width];
    return { shape, values: Float64Array.from(weights[`conv${i + 1}`]?.kernel.values ?? []) };
  });
  const lossWith = (changed: number, values: Float64Array): number => {
    const convolutions = arrays.map((kernel, i) => ({
      kernel: i === changed ? { ...kernel, values } : kernel,
      bias: weights[`conv${i + 1}`]?.bias.values ?? [],
    }));
    const { kernel, bias } = weights.logits ?? {};
    const dense: NaiveWeights['dense'] = { kernel: kernel?.values ?? [], bias: bias?.values ?? [] };
    return naiveLoss({ convolutions, dense }, x, labels);
  };
  const rows = [
    {
      label: 'the loss, in 32 bits and from its definition',
      value: Math.abs(own - lossWith(-1, new Float64Array())),
      tolerance: 1e-5,
    },
  ];
  for (const [i, kernel] of arrays.entries()) {
    const found = gradients[`conv${i + 1}.pre`]?.kernel;
    const byDifference = centralDifferences((values) => lossWith(i, values), kernel.values, STEP);
    rows.push({
      label: `∂L/∂K of convolution ${i + 1}: X ⋆ G, and central differences`,
      value: largestDifference((await found?.data()) ?? [], byDifference),
      tolerance: 1e-5,
    });
  }
  disposeNetwork(network);
  dispose([images, loss]);
  for (const { kernel, bias } of Object.values(gradients)) dispose([kernel, bias]);
  return {
    statement: `${n} images of ${SIDE}×${SIDE}, ${widths.join(' and ')} maps, ${classes} classes, random labels`,
    rows,
  };
}
