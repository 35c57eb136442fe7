import { abs, conv2d, max, stridedSlice, sub, tidy, type Tensor4D } from '@tensorflow/tfjs-core';

import { correlate } from '../conv/correlate.ts';
import { dilate } from '../conv/dilate.ts';
import { toTensor } from '../grid.ts';
import { normal } from '../normal.ts';
import { mulberry32 } from '../random.ts';
import { randomArray, randomWhole } from '../randomArray.ts';
import type { CheckResult } from './context.ts';

/** Filtering a picture of which every m-th pixel is kept is filtering the picture with a kernel m times as wide. */
export default async function check({ seed }: { seed: number }): Promise<CheckResult> {
  const random = mulberry32(seed);
  const draw = normal(random);
  const m = randomWhole(random, 2, 3);
  const k = randomWhole(random, 2, 4);
  const size = m * (k + randomWhole(random, 1, 4));
  const [cin, cout] = [randomWhole(random, 1, 3), randomWhole(random, 1, 3)];
  const x = randomArray([1, size, size, cin], draw);
  const kernel = randomArray([k, k, cin, cout], draw);
  const point = randomArray([1, 1, cin, cout], draw);

  const found = tidy(() => {
    const [tx, tk, tp] = [toTensor(x), toTensor(kernel), toTensor(point)];
    const small = keepEvery(tx, m);
    const filtered = correlate(small, tk);
    const wide = keepEvery(correlate(tx, dilate(tk, [m, m], 0)), m);
    const stock = keepEvery(conv2d(tx, tk, 1, 'valid', 'NHWC', m), m);
    const largest = (a: Tensor4D) => max(abs(a)).dataSync()[0] ?? Number.NaN;
    return {
      byKernel: largest(sub(filtered, wide)),
      byStock: largest(sub(filtered, stock)),
      byPoint: largest(sub(correlate(small, tp), keepEvery(correlate(tx, tp), m))),
      scale: largest(filtered),
      same: largest(sub(filtered, corner(keepEvery(correlate(tx, tk), m), filtered))),
    };
  });
  const tolerance = 1e-5 * Math.max(1, found.scale);
  return {
    statement: `A picture of ${size}×${size}, every ${m}th pixel kept, and a kernel of ${k}×${k}. With the same kernel the two ways differ by up to ${found.same.toPrecision(2)}`,
    rows: [
      {
        label: `small picture ⋆ K, and the picture ⋆ K with ${m - 1} zeros between its taps`,
        value: found.byKernel,
        tolerance,
      },
      { label: 'the same with the library’s own dilation', value: found.byStock, tolerance },
      { label: 'a 1×1 kernel, before and after', value: found.byPoint, tolerance },
    ],
  };
}

/** T_{1/m} without any filter: rows and columns 0, m, 2m, …. */
function keepEvery(x: Tensor4D, m: number): Tensor4D {
  const [n, h, w, c] = x.shape;
  return stridedSlice(x, [0, 0, 0, 0], [n, h, w, c], [1, m, m, 1]) as Tensor4D;
}

/** The top left part of a, as large as b. */
function corner(a: Tensor4D, b: Tensor4D): Tensor4D {
  return stridedSlice(a, [0, 0, 0, 0], b.shape, [1, 1, 1, 1]) as Tensor4D;
}
