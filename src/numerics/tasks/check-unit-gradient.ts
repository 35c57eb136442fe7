import { mul, sum, tidy, type Tensor4D } from '@tensorflow/tfjs-core';

import { backwardStages } from '../attribution/backwardStages.ts';
import { toTensor } from '../grid.ts';
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
const CHANNELS = 4;

/**
 * The transposed Jacobians of a random stack without biases, applied to a one-hot signal from the
 * top down, give the slopes of its unit: z = ⟨∂z/∂x, x⟩ (such a stack is linear between its
 * switches), nothing outside of the receptive field, and nothing at all behind a ReLU that is off.
 */
export default async function check({ seed }: { seed: number }): Promise<CheckResult> {
  const random = mulberry32(seed);
  const conv: StackLayer = { type: 'conv', kernel: 3, stride: 1, dilation: 1 };
  const pool: StackLayer = { type: 'pool', kernel: 2, stride: 2, dilation: 1 };
  const layers = [conv, pool, conv, conv];
  const network = randomStack(layers, { channels: CHANNELS, inputs: 2, seed });
  const picture = randomArray([1, SIDE, SIDE, 2], normal(random));
  const views = receptiveFields(
    layers.map(({ kernel, stride }) => ({ kernelSize: [kernel, kernel], stride })),
    [SIDE, SIDE],
  );
  // The middle layer has a ReLU, the last has none: a unit before a ReLU, and one at the top.
  const [view, top] = [views[2], views[3]];
  if (!view || !top) throw new Error('Expected four layers.');
  const place = randomWhole(random, 0, top.units[0] - 1);
  const channel = randomWhole(random, 0, CHANNELS - 1);

  const found = tidy(() => {
    const x: Tensor4D = toTensor(picture);
    const activations = run(network, x, { pre: true });
    const z = activationAt(activations, '3.pre');
    const values = z.dataSync();
    const off = values.findIndex((value) => value < 0);
    const gradientOf = (at: string, index: number[]) =>
      backwardStages(network, activations, unit(at, index), [INPUT]).gradient as Tensor4D;
    const whole = gradientOf('4', [place, place, channel]);
    const value = activationAt(activations, '4').dataSync()[
      (place * top.units[1] + place) * CHANNELS + channel
    ];
    const slopes = whole.dataSync();
    const seen = pixelsSeen(top, [place, place], [SIDE, SIDE]);
    const outside = slopes.filter((slope, i) => {
      const [row, column] = [Math.floor(i / (SIDE * 2)), Math.floor(i / 2) % SIDE];
      const within =
        row >= seen.rows[0] &&
        row < seen.rows[1] &&
        column >= seen.columns[0] &&
        column < seen.columns[1];
      return !within && slope !== 0;
    }).length;
    const columns = view.units[1];
    const index = [
      Math.floor(off / (columns * CHANNELS)),
      Math.floor(off / CHANNELS) % columns,
      off % CHANNELS,
    ];
    const largest = (gradient: Tensor4D) =>
      gradient.dataSync<'float32'>().reduce((most, slope) => Math.max(most, Math.abs(slope)), 0);
    return {
      value: value ?? Number.NaN,
      linear: Math.abs((sum(mul(whole, x)).dataSync()[0] ?? Number.NaN) - (value ?? Number.NaN)),
      outside,
      dead: off < 0 ? 0 : largest(gradientOf('3', index)),
      alive: off < 0 ? 0 : largest(gradientOf('3.pre', index)),
    };
  });
  disposeNetwork(network);
  return {
    statement: `Three convolutions and a pooling, ${SIDE}×${SIDE} pixels, unit [${place}, ${place}] of map ${channel}. Before its ReLU, a unit that is off has slopes up to ${found.alive.toPrecision(2)}`,
    rows: [
      {
        label: 'z, and its slopes times the input, summed',
        value: found.linear,
        tolerance: 2e-5 * Math.max(1, Math.abs(found.value)),
      },
      { label: 'slopes outside the box that are not zero', value: found.outside, tolerance: 0 },
      { label: 'largest slope after a ReLU that is off', value: found.dead, tolerance: 0 },
    ],
  };
}
