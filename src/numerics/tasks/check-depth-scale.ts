import { dispose, mul, sum, tensor4d, tidy } from '@tensorflow/tfjs-core';

import { weight } from '../depth/deepLayers.ts';
import { deepLoss } from '../depth/deepLoss.ts';
import { convolutionsOf, drawDeep, type DeepNetwork } from '../depth/deepNetwork.ts';
import { centralDifferences, largestDifference } from '../gradientCheck.ts';
import { normal } from '../normal.ts';
import { mulberry32 } from '../random.ts';
import { randomWhole } from '../randomArray.ts';
import type { CheckResult } from './context.ts';

/**
 * Behind batch norm a kernel's length does not matter: the loss stays, the gradient has no part along
 * the kernel, and a kernel c times as long has a gradient 1/c as long.
 */
export default async function checkDepthScale({ seed }: { seed: number }): Promise<CheckResult> {
  const random = mulberry32(seed);
  const draw = normal(random);
  const skips = random() < 0.5;
  const network: DeepNetwork = { depth: 8, widths: [3, 4, 5], skips, norm: true, classes: 3 };
  const factor = 2 + 2 * random();
  const x = tensor4d(Float32Array.from({ length: 4 * 8 * 8 * 3 }, draw), [4, 8, 8, 3]);
  const labels = Array.from({ length: 4 }, () => randomWhole(random, 0, 2));
  const weights = drawDeep(network, seed);
  const { name } = convolutionsOf(network)[randomWhole(random, 1, 5)] ?? { name: 'conv2' };
  const key = `${name}.kernel`;
  const kernel = weight(weights, key);
  const longer = { ...weights, [key]: mul(kernel, factor) };
  const [one, two] = [deepLoss(network, weights, x, labels), deepLoss(network, longer, x, labels)];
  const [gradient, shorter] = [weight(one.gradients, key), weight(two.gradients, key)];
  const along = tidy(() => sum(mul(kernel, gradient)));
  const again = mul(shorter, factor);
  const lossAt = (stretch: number): number => {
    const moved = { ...weights, [key]: mul(kernel, stretch) };
    const found = deepLoss(network, moved, x, labels);
    const [value = Number.NaN] = found.loss.dataSync();
    const { loss, logits, gradients } = found;
    dispose([loss, logits, ...Object.values(gradients), weight(moved, key)]);
    return value;
  };
  const [slope = Number.NaN] = centralDifferences(
    ([stretch = 1]) => lossAt(stretch),
    Float64Array.of(1),
    0.1,
  );
  const rows = [
    {
      label: 'the loss with this kernel and with the longer one',
      value: largestDifference(await one.loss.data(), await two.loss.data()),
      tolerance: 1e-4,
    },
    {
      label: 'the gradient’s part along the kernel, K · ∂L/∂K',
      value: Math.abs((await along.data())[0] ?? Number.NaN),
      tolerance: 1e-3,
    },
    {
      label: 'the slope of the loss as the kernel is stretched, by central differences',
      value: Math.abs(slope),
      tolerance: 1e-3,
    },
    {
      label: 'the longer kernel’s gradient times the factor, less the gradient',
      value: largestDifference(await again.data(), await gradient.data()),
      tolerance: 2e-3,
    },
  ];
  for (const { loss, logits, gradients } of [one, two]) {
    dispose([loss, logits, ...Object.values(gradients)]);
  }
  dispose([x, along, again, weight(longer, key), ...Object.values(weights)]);
  return {
    statement: `the kernel ${name} of 8 ${skips ? 'residual' : 'plain'} layers, and ${factor.toFixed(2)} times that`,
    rows,
  };
}
