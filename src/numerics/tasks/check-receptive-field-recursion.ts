import { tidy } from '@tensorflow/tfjs-core';

import { describeTaps, randomTaps } from '../randomTaps.ts';
import { mulberry32 } from '../random.ts';
import { randomWhole } from '../randomArray.ts';
import { receptiveFields, type Window } from '../receptiveField.ts';
import { receptiveFieldSum } from '../receptiveFieldSum.ts';
import { kernelOfOnes, sensitivityOfStack } from '../sensitivityOfStack.ts';
import type { CheckResult } from './context.ts';

/** The pixels a unit depends on, found by its sensitivity, against the recursion for r, j and start. */
export default async function checkRecursion({ seed }: { seed: number }): Promise<CheckResult> {
  const random = mulberry32(seed);
  const taps = randomTaps(random, 4);
  const windows = taps.map(({ kernel, stride, dilation }): Window => {
    const p = randomWhole(random, 0, kernel - 1);
    const padding = { top: p, bottom: p, left: p, right: p };
    return { kernelSize: [kernel, kernel], stride, dilation, padding };
  });
  const side = receptiveFieldSum(taps) + 2 * taps.reduce((j, { stride }) => j * stride, 1) + 3;
  // Two units whose view lies wholly inside a large enough input.
  const jump = taps.reduce((j, { stride }) => j * stride, 1);
  const pads = receptiveFields(windows, [side, side]).at(-1)?.start[0] ?? 0;
  const inputSize: [number, number] = [side - 2 * pads, side - 2 * pads];
  const field = receptiveFields(windows, inputSize).at(-1);
  if (!field) throw new Error('Expected at least one layer.');
  const unit = Math.ceil(-field.start[0] / jump);
  const seen = [unit, unit + 1].map((at) => seenBy(windows, inputSize, at));
  const [first, second] = seen as [[number, number], [number, number]];
  const { size, start } = field;
  return {
    statement: `A random chain, ${describeTaps(taps)}, on ${inputSize.join('×')} pixels; units ${unit} and ${unit + 1}`,
    rows: [
      row(
        'pixels from the first to the last that matter, against r',
        first[1] - first[0] + 1,
        size[0],
      ),
      row(
        'first pixel that matters, against start + u j',
        first[0],
        start[0] + unit * field.jump[0],
      ),
      row('distance of the two units’ views, against j', second[0] - first[0], field.jump[0]),
      row('the sum over the layers, against r', receptiveFieldSum(taps), size[0]),
    ],
  };
}

function row(label: string, found: number, expected: number) {
  return { label, value: Math.abs(found - expected), tolerance: 0 };
}

/** The first and last row on which the unit depends; with weights of one nothing cancels. */
function seenBy(windows: readonly Window[], inputSize: [number, number], at: number) {
  const rows = tidy(() => {
    const layers = windows.map(({ kernelSize, ...options }) => ({
      kernel: kernelOfOnes(kernelSize[0]),
      options,
    }));
    const values = sensitivityOfStack(layers, inputSize, [at, at]).dataSync();
    return Array.from({ length: inputSize[0] }, (_, r) =>
      values.subarray(r * inputSize[1], (r + 1) * inputSize[1]).some((value) => value !== 0),
    );
  });
  return [rows.indexOf(true), rows.lastIndexOf(true)] as [number, number];
}
