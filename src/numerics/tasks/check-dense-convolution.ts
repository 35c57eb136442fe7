import { add, reshape, tensor2d, tidy, type Tensor4D } from '@tensorflow/tfjs-core';

import { forward } from '../conv/forward.ts';
import { naiveForward, type Array4D } from '../conv/naive.ts';
import { largestDifference } from '../gradientCheck.ts';
import { toTensor } from '../grid.ts';
import { denseAsConvolution } from '../head/denseAsConvolution.ts';
import { denseStepOf } from '../head/denseStepOf.ts';
import { networkOf } from '../network/networkOf.ts';
import { activationAt, run } from '../network/run.ts';
import { normal } from '../normal.ts';
import { mulberry32 } from '../random.ts';
import { randomArray, randomWhole } from '../randomArray.ts';
import type { CheckResult, ModelContext } from './context.ts';

/**
 * A dense layer on flattened maps is a convolution whose kernel is as large as the maps: on random
 * maps, on every window of larger ones, and in the book's network with the flat head.
 */
export default async function check(
  { seed }: { seed: number },
  context: ModelContext,
): Promise<CheckResult> {
  const random = mulberry32(seed);
  const draw = normal(random);
  const [h, w, c, units] = [1, 1, 1, 1].map(() => randomWhole(random, 1, 4)) as [
    number,
    number,
    number,
    number,
  ];
  const maps = randomArray([1, h, w, c], draw);
  const larger = randomArray([1, h + 2, w + 2, c], draw);
  const kernel = randomArray([h, w, c, units], draw);

  const byDense = dense(maps.values, kernel, units);
  const windows = [0, 1, 2].flatMap((top) =>
    [0, 1, 2].flatMap((left) => [...dense(windowOf(larger, top, left, [h, w]), kernel, units)]),
  );
  const inPage = tidy(() => {
    const rows = tensor2d(Float32Array.from(kernel.values), [h * w * c, units]);
    return forward(toTensor(maps), denseAsConvolution(rows, [h, w])).dataSync();
  });
  const trained = await trainedHead(draw, context);
  const scale = Math.max(1, ...byDense.map(Math.abs), ...windows.map(Math.abs));
  return {
    statement: `a dense layer from ${h}×${w}×${c} values to ${units}, and a convolution ${h}×${w}`,
    rows: [
      {
        label: 'dense layer and convolution',
        value: largestDifference(byDense, naiveForward(maps, kernel).values),
        tolerance: 1e-12 * scale,
      },
      {
        label: `the same on the nine windows of maps of ${h + 2}×${w + 2}`,
        value: largestDifference(windows, naiveForward(larger, kernel).values),
        tolerance: 1e-12 * scale,
      },
      {
        label: 'dense layer and the page’s convolution, in 32 bits',
        value: largestDifference(byDense, inPage),
        tolerance: 1e-5 * scale,
      },
      {
        label: 'the trained flat head: its ten logits for a noise picture, in 32 bits',
        value: trained.difference,
        tolerance: 1e-5 * Math.max(1, trained.largest),
      },
    ],
  };
}

/** Σ x·w, output by output, over the values in a row. */
function dense(x: Float64Array, kernel: Array4D, units: number): Float64Array {
  return Float64Array.from({ length: units }, (_, o) =>
    x.reduce((sum, value, i) => sum + value * (kernel.values[i * units + o] ?? Number.NaN), 0),
  );
}

/** The values of one window, in a row. */
function windowOf(
  { shape, values }: Array4D,
  top: number,
  left: number,
  [h, w]: [number, number],
): Float64Array {
  const [, , width, c] = shape;
  return Float64Array.from({ length: h * w * c }, (_, i) => {
    const [row, column] = [Math.floor(i / (w * c)), Math.floor(i / c) % w];
    return values[((top + row) * width + left + column) * c + (i % c)] ?? Number.NaN;
  });
}

/** The logits of `flat-head` by its dense layer and by an 8×8 convolution over its last maps. */
async function trainedHead(draw: () => number, { loadModel }: ModelContext) {
  const network = networkOf(await loadModel('flat-head'));
  const [byDense, byConvolution] = tidy(() => {
    const x = toTensor(randomArray([1, 32, 32, 3], draw));
    const activations = run(network, x);
    const maps = activationAt(activations, 'conv5') as Tensor4D;
    const { kernel, bias } = denseStepOf(network, 'logits');
    const convolved = forward(maps, denseAsConvolution(kernel, [maps.shape[1], maps.shape[2]]));
    const logits = add(reshape(convolved, [-1]), bias);
    return [activationAt(activations, 'logits').dataSync(), logits.dataSync()] as const;
  });
  return {
    difference: largestDifference(byDense, byConvolution),
    largest: Math.max(...byDense.map(Math.abs)),
  };
}
