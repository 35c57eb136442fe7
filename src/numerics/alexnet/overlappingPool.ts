import {
  add,
  cast,
  equal,
  maxPool,
  mul,
  pad,
  slice,
  sub,
  zerosLike,
  type Tensor4D,
} from '@tensorflow/tfjs-core';

import { dilate } from '../conv/dilate.ts';
import { padOrCrop } from '../conv/padOrCrop.ts';
import type { Passed } from '../depth/pullback.ts';

/** Lower than any activation: what stands around the maps never wins. */
const NEVER = -1e9;
const [SIZE, STRIDE] = [3, 2];

/**
 * Max pooling over windows 3×3, two apart, as in AlexNet, with one row and column around the maps:
 * x [N,H,W,C] with H and W even → [N,H/2,W/2,C]. On the way back every window sends its upstream
 * gradient to its largest value, the first of several; a value that wins in more windows than one
 * gets the sum. Throws on odd sizes.
 */
export function overlappingPool(x: Tensor4D): Passed {
  const [, h, w] = x.shape;
  if (h % 2 !== 0 || w % 2 !== 0) throw new Error(`Expected even sizes, found ${h}×${w}.`);
  const around: [number, number][] = [
    [0, 0],
    [1, 1],
    [1, 1],
    [0, 0],
  ];
  const padded = pad(x, around, NEVER);
  const out: Tensor4D = maxPool(padded, SIZE, STRIDE, 'valid');
  return {
    out,
    back: (upstream) => {
      let rest = upstream;
      let found: Tensor4D = zerosLike(padded);
      for (let row = 0; row < SIZE; row++) {
        for (let column = 0; column < SIZE; column++) {
          const value = everySecond(padded, row, column, out.shape);
          const part: Tensor4D = mul(rest, cast(equal(value, out), 'float32'));
          rest = sub(rest, part);
          found = add(found, placed(part, row, column, padded.shape));
        }
      }
      return padOrCrop(found, { top: -1, bottom: -1, left: -1, right: -1 });
    },
  };
}

/** What the padded maps hold at one place of all windows. */
function everySecond(
  padded: Tensor4D,
  row: number,
  column: number,
  [n, rows, columns, c]: Tensor4D['shape'],
): Tensor4D {
  const size: Tensor4D['shape'] = [n, STRIDE * rows - 1, STRIDE * columns - 1, c];
  return maxPool(slice(padded, [0, row, column, 0], size), 1, STRIDE, 'valid'); // windows of one
}

/** The other way: one number of each window, put at its place among zeros. */
function placed(
  part: Tensor4D,
  row: number,
  column: number,
  [, height, width]: Tensor4D['shape'],
): Tensor4D {
  const spread = dilate(part, [STRIDE, STRIDE], 1);
  return padOrCrop(spread, {
    top: row,
    bottom: height - row - spread.shape[1],
    left: column,
    right: width - column - spread.shape[2],
  });
}
