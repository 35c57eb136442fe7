import { mul, sub, sum, tidy, type Tensor4D } from '@tensorflow/tfjs-core';

import { backwardSignal } from '../attribution/gradient.ts';
import type { Question } from '../attribution/attribution.ts';
import { toTensor } from '../grid.ts';
import { disposeNetwork, lastPlace } from '../network/network.ts';
import { randomStack, type StackLayer } from '../network/randomStack.ts';
import { scalarValue } from '../network/scalarValue.ts';
import { channelMean } from '../network/scalars.ts';
import { normal } from '../normal.ts';
import { mulberry32 } from '../random.ts';
import { randomArray, randomWhole } from '../randomArray.ts';
import type { CheckResult } from './context.ts';

const SIDE = 10;
/** Points on the way, and what a sum of so many may be off by where the gradient jumps. */
const [POINTS, JUMPS] = [400, 2e-2];

/**
 * Covering a patch costs the mean gradient on the way to the covered picture, times what is covered;
 * for a score that is linear, gradient × input summed over the patch.
 */
export default async function check({ seed }: { seed: number }): Promise<CheckResult> {
  const random = mulberry32(seed);
  const draw = normal(random);
  const [size, row, column] = [
    randomWhole(random, 2, 6),
    randomWhole(random, 0, SIDE - 6),
    randomWhole(random, 0, SIDE - 6),
  ];
  const conv: StackLayer = { type: 'conv', kernel: 3, stride: 1, dilation: 1 };
  const options = { channels: 3, inputs: 2, seed };
  const linear = randomStack([conv], options);
  const bent = randomStack([conv, conv, conv], options);
  const picture = randomArray([1, SIDE, SIDE, 2], draw);

  const found = tidy(() => {
    const x = toTensor(picture);
    const inside = (r: number, c: number) =>
      r >= row && r < row + size && c >= column && c < column + size;
    const mask = {
      ...picture,
      values: picture.values.map((_, i) => {
        const pixel = Math.floor(i / 2);
        return inside(Math.floor(pixel / SIDE), pixel % SIDE) ? 1 : 0;
      }),
    };
    const covered = mul<Tensor4D>(x, toTensor(mask));
    const number = (tensor: Tensor4D) => sum(tensor).dataSync()[0] ?? Number.NaN;
    const ask = (network: Question['network']): Question => ({
      network,
      x,
      scalar: channelMean(lastPlace(network), 0),
    });
    const at = (question: Question) => {
      const { network, x, scalar } = question;
      return scalarValue(network, x, scalar).dataSync()[0] ?? Number.NaN;
    };
    const drop = (question: Question) =>
      at(question) - at({ ...question, x: sub<Tensor4D>(x, covered) });
    const byInput = (question: Question) => number(mul(backwardSignal(question), covered));
    const along = (question: Question) => {
      let total = 0;
      for (let i = 0; i < POINTS; i++) {
        const alpha = (i + 0.5) / POINTS;
        total += tidy(() => {
          const between = sub<Tensor4D>(x, mul(covered, alpha));
          return number(mul(backwardSignal({ ...question, x: between }), covered));
        });
      }
      return total / POINTS;
    };
    const [plain, deep] = [ask(linear), ask(bent)];
    return {
      linear: Math.abs(drop(plain) - byInput(plain)),
      path: Math.abs(drop(deep) - along(deep)),
      first: Math.abs(drop(deep) - byInput(deep)),
      scale: Math.max(1, Math.abs(drop(plain)), Math.abs(drop(deep))),
    };
  });
  disposeNetwork(linear);
  disposeNetwork(bent);
  return {
    statement: `A square of ${size}×${size} covered in a picture of ${SIDE}×${SIDE}. Behind three layers and two ReLUs, gradient × input alone is off by ${found.first.toPrecision(2)}`,
    rows: [
      {
        label: 'one layer: Δ, and gradient × input summed over the square',
        value: found.linear,
        tolerance: 1e-5 * found.scale,
      },
      {
        label: `three layers: Δ, and the mean gradient at ${POINTS} points of the way`,
        value: found.path,
        tolerance: JUMPS * found.scale,
      },
    ],
  };
}
