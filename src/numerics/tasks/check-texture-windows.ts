import { dispose, tensor4d, tidy, type Tensor4D } from '@tensorflow/tfjs-core';

import { distance } from '../texture/distances.ts';
import { disposeNetwork } from '../network/network.ts';
import { randomStack } from '../network/randomStack.ts';
import { valuesAt } from '../network/run.ts';
import { randomOrder } from '../random.ts';
import { drawMarks, GRID } from '../texture/marks.ts';
import { secondMoments } from '../texture/textureStatistics.ts';
import type { CheckResult } from './context.ts';

const CHANNELS = 6;
/** Two convolutions of 3×3, pooling, one more: a window of 10×10 pixels, two pixels apart. */
const conv = { type: 'conv', kernel: 3, stride: 1, dilation: 1 } as const;
const stack = [conv, conv, { type: 'pool', kernel: 2, stride: 2, dilation: 1 }, conv] as const;
const FIELD = 10;
/** Marks of six pixels this far apart: no window of ten sees two of them. */
const PITCH = 16;

/**
 * T depends on a picture only through which windows it has, and how many of each. Two arrangements of
 * the same marks, too far apart for any window to see two, have the same windows: through a network
 * that has learned nothing, their T differ by rounding only.
 */
export default async function check({ seed }: { seed: number }): Promise<CheckResult> {
  const network = randomStack(stack, { channels: CHANNELS, inputs: 1, seed });
  const half = (GRID * GRID) / 2;
  const crosses = (order: ArrayLike<number>) => Array.from(order, (number) => number < half);
  const [one, other] = [seed, seed + 1].map((s) => crosses(randomOrder(GRID * GRID, s)));
  const momentsOf = async (marks: readonly boolean[] | null) => {
    const { side, values } = drawMarks(marks, PITCH);
    const found = tidy(() => {
      const scaled = values.map((grey) => grey / 255);
      const x = tensor4d(scaled, [1, side, side, 1]);
      return secondMoments(valuesAt(network, x) as Tensor4D);
    });
    const copy = Float32Array.from(await found.data());
    dispose(found);
    return copy;
  };
  const [a, b, ground] = [
    await momentsOf(one ?? []),
    await momentsOf(other ?? []),
    await momentsOf(null),
  ];
  disposeNetwork(network);
  const moved = one?.filter((cross, i) => cross !== other?.[i]).length ?? 0;
  return {
    statement: `${half} crosses and ${half} rings in two random arrangements, ${moved} places changed; filters drawn at random, windows of ${FIELD}×${FIELD}`,
    rows: [
      {
        label: '‖T(x) − T(y)‖, beside ‖T(x) − T(ground)‖',
        value: distance('gram', a, b) / distance('gram', a, ground),
        tolerance: 1e-4,
      },
    ],
  };
}
