import { conv2d, tensor4d, tidy, type Tensor4D } from '@tensorflow/tfjs-core';

import { circularCorrelation } from '../circularCorrelation.ts';
import { largestDifference } from '../gradientCheck.ts';
import { gridOf, type Grid } from '../grid.ts';
import { shiftText } from '../images/shiftText.ts';
import { translate } from '../images/translate.ts';
import { padCircularly } from '../network/layers/circularPadding.ts';
import { normal } from '../normal.ts';
import { mulberry32 } from '../random.ts';
import { randomWhole } from '../randomArray.ts';
import type { CheckResult } from './context.ts';

/** Cross-correlation, and a ReLU after it, commute with shifts; with zeros at the border they don't. */
export default async function check({ seed }: { seed: number }): Promise<CheckResult> {
  const random = mulberry32(seed);
  const draw = normal(random);
  const grid = (h: number, w: number): Grid =>
    Array.from({ length: h }, () => Array.from({ length: w }, draw));
  const [h, w] = [randomWhole(random, 5, 9), randomWhole(random, 5, 9)];
  const [k1, k2] = [randomWhole(random, 1, 4), randomWhole(random, 1, 4)];
  const [x, kernel] = [grid(h, w), grid(k1, k2)];
  const by = { down: randomWhole(random, -4, 4), right: randomWhole(random, -4, 4) };

  const moved = (values: Grid): Grid => gridOf(roll(values.flat(), h, w, by), w);
  const movedFirst = circularCorrelation(moved(x), kernel);
  const movedLast = moved(circularCorrelation(x, kernel));
  const relu = (values: Grid): number[] => values.flat().map((value) => Math.max(0, value));

  const layer = (values: Grid): Float32Array =>
    tidy(() => {
      const image: Tensor4D = tensor4d(Float32Array.from(values.flat()), [1, h, w, 1]);
      const pads = { top: 0, left: 0, bottom: k1 - 1, right: k2 - 1 };
      const weights = tensor4d(Float32Array.from(kernel.flat()), [k1, k2, 1, 1]);
      return conv2d(padCircularly({ pads }, image), weights, 1, 'valid').dataSync() as Float32Array;
    });
  const largest = Math.max(1, ...movedLast.flat().map(Math.abs));
  return {
    statement: `an image of ${h}×${w} joined at its sides, a kernel of ${k1}×${k2}, moved ${shiftText(by)}`,
    rows: [
      {
        label: 'move, then correlate; correlate, then move',
        value: largestDifference(movedFirst.flat(), movedLast.flat()),
        tolerance: 1e-12 * largest,
      },
      {
        label: 'the same with ReLU after the correlation',
        value: largestDifference(relu(movedFirst), relu(movedLast)),
        tolerance: 1e-12 * largest,
      },
      {
        label: 'the same by the network’s layers, in 32 bits',
        value: largestDifference(layer(moved(x)), translate(layer(x), [h, w, 1], by)),
        tolerance: 1e-5 * largest,
      },
    ],
  };
}

/** T_τ in float64: (T_τ x)[r,c] = x[r − down, c − right], indices modulo the size. */
function roll(
  values: readonly number[],
  h: number,
  w: number,
  { down, right }: { down: number; right: number },
): number[] {
  return values.map((_, at) => {
    const r = (((Math.floor(at / w) - down) % h) + h) % h;
    const c = ((((at % w) - right) % w) + w) % w;
    return values[r * w + c] ?? Number.NaN;
  });
}
