import {
  abs,
  add,
  max,
  mul,
  reverse,
  sub,
  tensor4d,
  tidy,
  type Tensor4D,
} from '@tensorflow/tfjs-core';

import { convGeometry } from '../conv/geometry.ts';
import { inputGradient } from '../conv/inputGradient.ts';
import { mistakenInputGradient } from '../mistakenInputGradient.ts';
import { normal } from '../normal.ts';
import { mulberry32 } from '../random.ts';
import { randomArray, randomWhole } from '../randomArray.ts';
import type { CheckResult } from './context.ts';

/** Without the flip one computes G * K₊ − G * K₋: right, opposite or neither, by the symmetry of K. */
export default async function checkFlip({ seed }: { seed: number }): Promise<CheckResult> {
  const random = mulberry32(seed);
  const draw = normal(random);
  const [k, s, p] = [
    randomWhole(random, 2, 4),
    randomWhole(random, 1, 2),
    randomWhole(random, 0, 1),
  ];
  const size = k + randomWhole(random, 1, 4);
  const options = { stride: s, padding: { top: p, bottom: p, left: p, right: p } };
  const [h, w] = convGeometry([size, size], [k, k], options).outputSize;
  const g = randomArray([1, h, w, 1], draw);
  const kernel = randomArray([k, k, 1, 1], draw);

  const [mixed, symmetric, antisymmetric, largest] = tidy(() => {
    const tg = tensor4d(Float32Array.from(g.values), g.shape);
    const tk = tensor4d(Float32Array.from(kernel.values), kernel.shape);
    const turned = reverse(tk, [0, 1]);
    const even = mul(add(tk, turned), 0.5) as Tensor4D;
    const odd = mul(sub(tk, turned), 0.5) as Tensor4D;
    const right = (kernel: Tensor4D) => inputGradient(tg, kernel, [size, size], options);
    const unflipped = (kernel: Tensor4D) => {
      const result = mistakenInputGradient('no-flip', tg, kernel, [size, size], options);
      if (!result) throw new Error('Leaving out the flip does not change the size.');
      return result;
    };
    const largestOf = (a: Tensor4D) => max(abs(a)).dataSync()[0] ?? Number.NaN;
    const distance = (a: Tensor4D, b: Tensor4D) => largestOf(sub(a, b));
    return [
      distance(sub(right(tk), unflipped(tk)), mul(right(odd), 2)),
      distance(right(even), unflipped(even)),
      distance(mul(right(odd), -1), unflipped(odd)),
      largestOf(right(tk)),
    ] as const;
  });
  const tolerance = 1e-5 * Math.max(1, largest);
  return {
    statement: `A random kernel of ${k}×${k}, stride ${s}, padding ${p}, slid without the flip`,
    rows: [
      { label: 'right − unflipped, against 2 G * K₋', value: mixed, tolerance },
      { label: 'symmetric part K₊ alone: unflipped against right', value: symmetric, tolerance },
      { label: 'antisymmetric part K₋: unflipped against −right', value: antisymmetric, tolerance },
    ],
  };
}
