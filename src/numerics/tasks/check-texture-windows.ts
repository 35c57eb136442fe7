import { tensor4d, tidy, type Tensor4D } from '@tensorflow/tfjs-core';

import { distance } from '../texture/distances.ts';
import { disposeNetwork, type Network } from '../network/network.ts';
import { randomStack } from '../network/randomStack.ts';
import { valuesAt } from '../network/run.ts';
import { randomOrder } from '../random.ts';
import { drawMarks, GRID, type MarkPicture } from '../texture/marks.ts';
import { secondMoments } from '../texture/textureStatistics.ts';
import type { CheckResult } from './context.ts';

const CHANNELS = 6;
/** Two convolutions of 3×3, pooling, one more: a window of 10×10 pixels, two pixels apart. */
const conv = { type: 'conv', kernel: 3, stride: 1, dilation: 1 } as const;
const stack = [conv, conv, { type: 'pool', kernel: 2, stride: 2, dilation: 1 }, conv] as const;
const [FIELD, JUMP] = [10, 2];
/** Marks of six pixels this far apart: no window of ten sees two of them. */
const PITCH = 16;

/**
 * T depends on a picture only through which windows it has, and how many of each: T of a picture is
 * summed over its different windows w, φ(w) being what the network answers to the window alone. And
 * two arrangements of the same marks, too far apart for any window to see two, have the same
 * windows: through a network that has learned nothing, their T differ by rounding only.
 */
export default function check({ seed }: { seed: number }): Promise<CheckResult> {
  const network = randomStack(stack, { channels: CHANNELS, inputs: 1, seed });
  const half = (GRID * GRID) / 2;
  const crosses = (order: ArrayLike<number>) => Array.from(order, (number) => number < half);
  const one = crosses(randomOrder(GRID * GRID, seed));
  const other = crosses(randomOrder(GRID * GRID, seed + 1));
  const [x, y, ground] = [one, other, null].map((marks) => scaled(drawMarks(marks, PITCH)));
  if (!x || !y || !ground) throw new Error('Three pictures were drawn.');
  const [a, b, none] = [x, y, ground].map((picture) => momentsOf(network, picture));
  const windows = windowsOf(x);
  const summed = sumOverWindows(network, windows);
  disposeNetwork(network);
  if (!a || !b || !none) throw new Error('Three pictures were described.');
  const unit = distance('gram', a, none);
  const moved = one.filter((cross, i) => cross !== other[i]).length;
  return Promise.resolve({
    statement: `${half} crosses and ${half} rings in two random arrangements, ${moved} places changed; filters drawn at random, ${windows.size} different windows of ${FIELD}×${FIELD}`,
    rows: [
      {
        label: 'T(x), and its sum over the different windows, beside ‖T(x) − T(ground)‖',
        value: distance('gram', a, summed) / unit,
        tolerance: 1e-4,
      },
      {
        label: '‖T(x) − T(x′)‖, beside ‖T(x) − T(ground)‖',
        value: distance('gram', a, b) / unit,
        tolerance: 1e-4,
      },
    ],
  });
}

/** Greys from 0 to 1. */
const scaled = ({ side, values }: MarkPicture): MarkPicture => ({
  side,
  values: values.map((grey) => grey / 255),
});

/** T by the maps of the whole picture: [C,C], flat. */
function momentsOf(network: Network, { side, values }: MarkPicture): Float32Array {
  return tidy(() => {
    const maps = valuesAt(network, tensor4d(values, [1, side, side, 1])) as Tensor4D;
    return Float32Array.from(secondMoments(maps).dataSync());
  });
}

/** The different windows w of a picture, and how many places have each, n(w). */
function windowsOf({ side, values }: MarkPicture): Map<string, { w: number[]; n: number }> {
  const found = new Map<string, { w: number[]; n: number }>();
  for (let top = 0; top + FIELD <= side; top += JUMP) {
    for (let left = 0; left + FIELD <= side; left += JUMP) {
      const w = Array.from({ length: FIELD }, (_, row) => {
        const first = (top + row) * side + left;
        return [...values.subarray(first, first + FIELD)];
      }).flat();
      const key = w.join();
      found.set(key, { w, n: (found.get(key)?.n ?? 0) + 1 });
    }
  }
  return found;
}

/** (1/M) Σ_w n(w) φ(w)φ(w)ᵀ, in 64 bits: [C,C], flat. */
function sumOverWindows(network: Network, windows: ReturnType<typeof windowsOf>): Float32Array {
  const list = [...windows.values()];
  const places = list.reduce((sum, { n }) => sum + n, 0);
  const pixels = list.flatMap(({ w }) => w);
  const answers = tidy(() =>
    valuesAt(network, tensor4d(pixels, [list.length, FIELD, FIELD, 1])).dataSync(),
  );
  return Float32Array.from({ length: CHANNELS * CHANNELS }, (_, at) => {
    const [i, j] = [Math.floor(at / CHANNELS), at % CHANNELS];
    return list.reduce((sum, { n }, k) => {
      const phi = answers.subarray(k * CHANNELS, (k + 1) * CHANNELS);
      return sum + (n * (phi[i] ?? 0) * (phi[j] ?? 0)) / places;
    }, 0);
  });
}
