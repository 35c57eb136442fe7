import { dispose, sum, tidy } from '@tensorflow/tfjs-core';

import type { Question } from '../attribution/attribution.ts';
import { gradientTimesInput } from '../attribution/gradientTimesInput.ts';
import { integratedGradients } from '../attribution/integratedGradients.ts';
import { toTensor } from '../grid.ts';
import { disposeNetwork, lastPlace } from '../network/network.ts';
import { randomStack, type StackLayer } from '../network/randomStack.ts';
import { scalarValue } from '../network/scalarValue.ts';
import { channelMean } from '../network/scalars.ts';
import { normal } from '../normal.ts';
import { mulberry32 } from '../random.ts';
import { randomArray } from '../randomArray.ts';
import type { CheckResult, TaskContext } from './context.ts';

const SIDE = 8;
/** Points on the path, and what the sum may be off by where the gradient jumps. */
const [POINTS, JUMPS] = [300, 2e-2];

/** Integrated gradients add up to S(x) − S(x′); gradient × input does not, unless S is linear. */
export default async function check(
  { seed }: { seed: number },
  context: TaskContext,
): Promise<CheckResult> {
  const draw = normal(mulberry32(seed));
  const conv: StackLayer = { type: 'conv', kernel: 3, stride: 1, dilation: 1 };
  const network = randomStack([conv, conv, conv], { channels: 3, inputs: 2, seed });
  const x = toTensor(randomArray([1, SIDE, SIDE, 2], draw));
  const baseline = toTensor(randomArray([1, SIDE, SIDE, 2], draw));
  const scalar = channelMean(lastPlace(network), 0);
  const question: Question = { network, x, scalar };
  const part = { ...context, progress: () => undefined };
  const along = await integratedGradients({ baseline, steps: POINTS })(question, part);
  const once = await gradientTimesInput(question, part);
  const number = (make: () => ReturnType<typeof sum>) =>
    tidy(() => make().dataSync()[0] ?? Number.NaN);
  const scoreOf = (of: typeof x) => number(() => scalarValue(network, of, scalar));
  const difference = scoreOf(x) - scoreOf(baseline);
  const total = along ? number(() => sum(along)) : Number.NaN;
  const plain = once ? number(() => sum(once)) : Number.NaN;
  dispose([x, baseline, ...(along ? [along] : []), ...(once ? [once] : [])]);
  disposeNetwork(network);
  return {
    statement: `Three layers with random kernels, a random picture and a random baseline: S(x) − S(x′) = ${difference.toPrecision(3)}. Gradient × input adds up to ${plain.toPrecision(3)}`,
    rows: [
      {
        label: `S(x) − S(x′), and the sum over ${POINTS} points of the path`,
        value: Math.abs(total - difference),
        tolerance: JUMPS * Math.max(1, Math.abs(difference)),
      },
    ],
  };
}
