import { tidy, type Tensor4D } from '@tensorflow/tfjs-core';

import { backwardStages } from '../attribution/backwardStages.ts';
import { centralDifferences, largestDifference } from '../gradientCheck.ts';
import { toTensor } from '../grid.ts';
import { naiveStack } from '../network/naiveStack.ts';
import { disposeNetwork, INPUT } from '../network/network.ts';
import { randomStack, type StackLayer } from '../network/randomStack.ts';
import { activationAt, run } from '../network/run.ts';
import { unit } from '../network/scalars.ts';
import { normal } from '../normal.ts';
import { mulberry32 } from '../random.ts';
import { randomArray, randomWhole } from '../randomArray.ts';
import { pixelsSeen, receptiveFields } from '../receptiveField.ts';
import type { CheckResult } from './context.ts';

const SIDE = 16;
const INPUTS = 2;
const CHANNELS = 3;
/** Differences are taken over steps so small that nothing with `APART` left to a switch switches. */
const [STEP, APART] = [1e-6, 1e-4];

/**
 * The transposed Jacobians of a random stack without biases, applied to a one-hot signal from the
 * top down, give the slopes of its unit: those that changing each pixel has, in 64 bits and with no
 * way back; nothing outside of the receptive field; nothing at all behind a ReLU that is off.
 */
export default async function check({ seed }: { seed: number }): Promise<CheckResult> {
  const random = mulberry32(seed);
  const conv: StackLayer = { type: 'conv', kernel: 3, stride: 1, dilation: 1 };
  const pool: StackLayer = { type: 'pool', kernel: 2, stride: 2, dilation: 1 };
  const layers = [conv, pool, conv, conv];
  const network = randomStack(layers, { channels: CHANNELS, inputs: INPUTS, seed });
  const views = receptiveFields(
    layers.map(({ kernel, stride }) => ({ kernelSize: [kernel, kernel], stride })),
    [SIDE, SIDE],
  );
  // The middle layer has a ReLU, the last has none: a unit before a ReLU, and one at the top.
  const [view, top] = [views[2], views[3]];
  if (!view || !top) throw new Error('Expected four layers.');
  const place = randomWhole(random, 0, top.units[0] - 1);
  const channel = randomWhole(random, 0, CHANNELS - 1);
  const seen = pixelsSeen(top, [place, place], [SIDE, SIDE]);
  const isSeen = (_: number, i: number) => {
    const [row, column] = [Math.floor(i / (SIDE * INPUTS)), Math.floor(i / INPUTS) % SIDE];
    const { rows, columns } = seen;
    return row >= rows[0] && row < rows[1] && column >= columns[0] && column < columns[1];
  };

  const byHand = naiveStack(network);
  const answerTo = (box: Float64Array) =>
    byHand({ shape: [1, top.size[0], top.size[1], INPUTS], values: box });
  const draw = normal(random);
  let picture = randomArray([1, SIDE, SIDE, INPUTS], draw);
  while (answerTo(picture.values.filter(isSeen)).apart < APART) {
    picture = randomArray([1, SIDE, SIDE, INPUTS], draw);
  }
  const differences = centralDifferences(
    (box) => answerTo(box).y.values[channel] ?? Number.NaN,
    picture.values.filter(isSeen),
    STEP,
  );

  const found = tidy(() => {
    const x: Tensor4D = toTensor(picture);
    const activations = run(network, x, { pre: true });
    const gradientOf = (at: string, index: number[]) =>
      backwardStages(network, activations, unit(at, index), [INPUT]).gradient.dataSync<'float32'>();
    const slopes = gradientOf('4', [place, place, channel]);
    const off = activationAt(activations, '3.pre')
      .dataSync()
      .findIndex((value) => value < 0);
    const index = [
      Math.floor(off / (view.units[1] * CHANNELS)),
      Math.floor(off / CHANNELS) % view.units[1],
      off % CHANNELS,
    ];
    return {
      inside: slopes.filter(isSeen),
      outside: slopes.filter((slope, i) => slope !== 0 && !isSeen(slope, i)).length,
      dead: off < 0 ? 0 : largest(gradientOf('3', index)),
      alive: off < 0 ? 0 : largest(gradientOf('3.pre', index)),
    };
  });
  disposeNetwork(network);
  return {
    statement: `Three convolutions and a pooling, ${SIDE}×${SIDE} pixels, unit [${place}, ${place}] of map ${channel}. Before its ReLU, a unit that is off has slopes up to ${found.alive.toPrecision(2)}`,
    rows: [
      {
        label: `all ${differences.length} slopes in the box, and what changing each number does to z`,
        value: largestDifference(found.inside, differences),
        tolerance: 2e-5 * Math.max(1, largest(differences)),
      },
      { label: 'slopes outside the box that are not zero', value: found.outside, tolerance: 0 },
      { label: 'largest slope after a ReLU that is off', value: found.dead, tolerance: 0 },
    ],
  };
}

function largest(slopes: Float32Array | Float64Array): number {
  return Math.max(...slopes.map(Math.abs));
}
