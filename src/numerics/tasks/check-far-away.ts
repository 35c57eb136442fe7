import {
  dispose,
  mul,
  tensor1d,
  tensor4d,
  tidy,
  type Tensor,
  type Tensor4D,
} from '@tensorflow/tfjs-core';

import { largestDifference } from '../gradientCheck.ts';
import { changeWeights } from '../network/changeWeights.ts';
import { disposeNetwork } from '../network/network.ts';
import { randomStack } from '../network/randomStack.ts';
import { valuesAt } from '../network/run.ts';
import { normal } from '../normal.ts';
import { probabilities } from '../novelty/logitScores.ts';
import { withScaledBiases } from '../novelty/withScaledBiases.ts';
import { mulberry32 } from '../random.ts';
import { randomWhole } from '../randomArray.ts';
import type { CheckResult } from './context.ts';

/**
 * A random network of convolutions, ReLUs and a pooling, with biases: s(αx; b) = α s(x; b/α), and far
 * out the largest probability is that of the largest logit without biases.
 */
export default async function check({ seed }: { seed: number }): Promise<CheckResult> {
  const random = mulberry32(seed);
  const channels = randomWhole(random, 3, 6);
  const conv = { type: 'conv', kernel: 3, stride: 1, dilation: 1 } as const;
  const pool = { type: 'pool', kernel: 2, stride: 2, dilation: 1 } as const;
  const plain = randomStack([conv, pool, conv, { ...conv, kernel: 2 }], {
    channels,
    inputs: 2,
    seed,
  });
  const draw = normal(random);
  const network = changeWeights(plain, ({ kernel, bias }) => ({
    kernel,
    bias: tensor1d(Float32Array.from({ length: bias.size }, draw)),
  }));
  // 10 → 8 by the convolution, 4 by the pooling, 2, and 1: a logit for each channel.
  const x: Tensor4D = tensor4d(Float32Array.from({ length: 200 }, draw), [1, 10, 10, 2]);
  const logits = async (of: typeof network, alpha: number) => {
    const found: Tensor = tidy(() => valuesAt(of, mul(x, alpha)));
    const values = Array.from(await found.data());
    found.dispose();
    return values;
  };
  const alpha = 10 ** (3 * random());
  const divided = withScaledBiases(network, 1 / alpha);
  const without = withScaledBiases(network, 0);
  const [there, here, limit] = [
    await logits(network, alpha),
    await logits(divided, 1),
    await logits(without, 1),
  ];
  const size = Math.max(...there.map(Math.abs));
  const sorted = [...limit].sort((a, b) => b - a);
  const leader = limit.indexOf(sorted[0] ?? 0);
  const gap = (sorted[0] ?? 0) - (sorted[1] ?? 0);
  const FAR = 1e6;
  const far = await logits(network, FAR);
  [divided, without, network, plain].forEach(disposeNetwork);
  dispose(x);
  return {
    statement: `a network of ${channels} classes with random biases, α = ${alpha.toFixed(1)}; largest logit without biases leads by ${gap.toFixed(3)}`,
    rows: [
      {
        label: 's(αx; b), and α s(x; b/α), relative to the largest',
        value:
          largestDifference(
            there,
            here.map((s) => alpha * s),
          ) / size,
        tolerance: 1e-5,
      },
      {
        label: 's(αx; b)/α at α = 10⁶, and s(x; 0)',
        value: largestDifference(
          far.map((s) => s / FAR),
          limit,
        ),
        tolerance: 1e-4,
      },
      {
        label: '1 − p at α = 10⁶ of the class that leads without biases',
        value: 1 - (probabilities(far)[leader] ?? 0),
        tolerance: gap > 1e-3 ? 1e-6 : 1,
      },
    ],
  };
}
