import { add, tensor4d, tidy, type Tensor4D } from '@tensorflow/tfjs-core';

import { backwardSignal } from '../attribution/gradient.ts';
import { disposeNetwork, lastPlace } from '../network/network.ts';
import { randomStack, type StackLayer } from '../network/randomStack.ts';
import { scalarValue } from '../network/scalarValue.ts';
import { channelMean } from '../network/scalars.ts';
import { centralDifferences, largestDifference } from '../gradientCheck.ts';
import { toTensor } from '../grid.ts';
import { normal } from '../normal.ts';
import { mulberry32 } from '../random.ts';
import { randomArray } from '../randomArray.ts';
import type { CheckResult } from './context.ts';

const [SIDE, CHANNELS] = [6, 4];
/** How far a map is raised, and what a ReLU that switches meanwhile may make of it. */
const [STEP, SWITCHES] = [1 / 1024, 0.02];

/**
 * Z·α_k, the sum of the score's gradient over the map k, is how fast the score rises when the whole
 * map is raised: by the book's backward pass, and by differences of forward passes only.
 */
export default function check({ seed }: { seed: number }): Promise<CheckResult> {
  const draw = normal(mulberry32(seed));
  const conv: StackLayer = { type: 'conv', kernel: 3, stride: 1, dilation: 1 };
  const head = randomStack([conv, conv], { channels: CHANNELS, inputs: CHANNELS, seed });
  const maps = randomArray([1, SIDE, SIDE, CHANNELS], draw);
  const score = channelMean(lastPlace(head), 0);
  const found = tidy(() => {
    const a = toTensor(maps);
    const valueOf = (x: Tensor4D) => scalarValue(head, x, score).dataSync()[0] ?? Number.NaN;
    const gradient = backwardSignal({ network: head, x: a, scalar: score }).dataSync();
    const sums = new Float64Array(CHANNELS);
    gradient.forEach((value, i) => {
      sums[i % CHANNELS] = (sums[i % CHANNELS] ?? 0) + value;
    });
    // One number for each map, added at every place of it. Not too small a step: the forward pass is in 32 bits.
    const differences = centralDifferences(
      (raised) =>
        tidy(() =>
          valueOf(add<Tensor4D>(a, tensor4d(Float32Array.from(raised), [1, 1, 1, CHANNELS]))),
        ),
      new Float64Array(CHANNELS),
      STEP,
    );
    const first = Float32Array.from({ length: CHANNELS }, (_, k) => (k === 0 ? STEP : 0));
    const raised = add<Tensor4D>(a, tensor4d(first, [1, 1, 1, CHANNELS]));
    return {
      sums: [...sums],
      differences: [...differences],
      rise: valueOf(raised) - valueOf(a),
    };
  });
  disposeNetwork(head);
  const scale = Math.max(1, ...found.sums.map(Math.abs));
  return Promise.resolve({
    statement: `${CHANNELS} maps of ${SIDE}×${SIDE} before two layers with a ReLU: raising the first everywhere by 1/1024 moves the score by ${found.rise.toPrecision(2)}`,
    rows: [
      {
        label: 'Z·α_k by the backward pass, and by raising each map as a whole',
        value: largestDifference(found.sums, found.differences),
        tolerance: SWITCHES * scale,
      },
    ],
  });
}
