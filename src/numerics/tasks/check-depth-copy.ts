import { dispose, tensor, tensor4d, type Tensor } from '@tensorflow/tfjs-core';

import { deepLoss } from '../depth/deepLoss.ts';
import { drawDeep, planOf, type DeepNetwork } from '../depth/deepNetwork.ts';
import type { Named } from '../depth/pullback.ts';
import { largestDifference } from '../gradientCheck.ts';
import { normal } from '../normal.ts';
import { mulberry32 } from '../random.ts';
import { randomWhole } from '../randomArray.ts';
import type { CheckResult } from './context.ts';

/**
 * A network of 8 layers copied into deeper ones, the further pairs at the identity: same logits and
 * same loss. Plain, a pair copies by kernels with a single 1; residual, by kernels of zeros.
 */
export default async function checkDepthCopy({ seed }: { seed: number }): Promise<CheckResult> {
  const random = mulberry32(seed);
  const depth = 8 + 6 * randomWhole(random, 1, 3);
  const widths = [3, 4, 5] as const;
  const labels = Array.from({ length: 3 }, () => randomWhole(random, 0, 3));
  const draw = normal(random);
  const x = tensor4d(Float32Array.from({ length: 3 * 8 * 8 * 3 }, draw), [3, 8, 8, 3]);
  const rows = [];
  for (const skips of [false, true]) {
    const shallow: DeepNetwork = { depth: 8, widths, skips, norm: false, classes: 4 };
    const deep = { ...shallow, depth };
    const weights = drawDeep(shallow, seed);
    const copied = copyInto(deep, weights);
    const [one, two] = [deepLoss(shallow, weights, x, labels), deepLoss(deep, copied, x, labels)];
    rows.push({
      label: `logits of the ${skips ? 'residual' : 'plain'} networks`,
      value: largestDifference(await one.logits.data(), await two.logits.data()),
      tolerance: 1e-5,
    });
    for (const { loss, logits, gradients } of [one, two]) {
      dispose([loss, logits, ...Object.values(gradients)]);
    }
    dispose([...new Set([...Object.values(weights), ...Object.values(copied)])]);
  }
  dispose(x);
  return { statement: `8 layers copied into ${depth}, random weights, 3 images`, rows };
}

/** The weights of a network of 8 layers in a deeper one; its own tensors are shared. */
function copyInto(deep: DeepNetwork, weights: Named): Named {
  const n = (deep.depth - 2) / 6;
  const copied: Named = {};
  const take = (to: string, from: string) => {
    for (const part of ['kernel', 'shift']) {
      const found = weights[`${from}.${part}`];
      if (found) copied[`${to}.${part}`] = found;
    }
  };
  take('conv1', 'conv1');
  take('dense', 'dense');
  const shallow = planOf({ ...deep, depth: 8 }).pairs;
  planOf(deep).pairs.forEach((pair, i) => {
    for (const which of [0, 1] as const) {
      const { name, outputs } = pair[which];
      if (i % n === 0) take(name, shallow[i / n]?.[which].name ?? '');
      else {
        copied[`${name}.kernel`] = deep.skips ? centre(outputs, 0) : centre(outputs, 1);
        copied[`${name}.shift`] = tensor(new Float32Array(outputs));
      }
    }
  });
  return copied;
}

/** A kernel 3×3 that multiplies each channel by a number, and looks at no neighbour. */
function centre(channels: number, factor: number): Tensor {
  const values = new Float32Array(9 * channels ** 2);
  for (let c = 0; c < channels; c++) values[(4 * channels + c) * channels + c] = factor;
  return tensor(values, [3, 3, channels, channels]);
}
