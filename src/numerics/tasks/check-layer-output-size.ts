import { tidy } from '@tensorflow/tfjs-core';

import { forward } from '../conv/forward.ts';
import { outputSize } from '../conv/geometry.ts';
import { toTensor } from '../grid.ts';
import { mulberry32 } from '../random.ts';
import { randomArray, randomWhole } from '../randomArray.ts';
import type { CheckResult } from './context.ts';

/** H' = ⌊(H + 2p − d(K₁−1) − 1)/s⌋ + 1, against windows counted one by one and a layer that is run. */
export default async function check({ seed }: { seed: number }): Promise<CheckResult> {
  const random = mulberry32(seed);
  const draw = (least: number, most: number) => randomWhole(random, least, most);
  const [k, s, p, d] = [draw(1, 5), draw(1, 4), draw(0, 3), draw(1, 3)];
  const n = Math.max(1, d * (k - 1) + 1 - 2 * p) + draw(0, 30);
  const formula = outputSize(n, k, s, p, p, d);

  let windows = 0;
  for (let start = -p; start + d * (k - 1) < n + p; start += s) windows++;
  const pads = { top: p, bottom: p, left: 0, right: 0 };
  const rows = tidy(() => {
    const x = toTensor(randomArray([1, n, 1, 1], random));
    const kernel = toTensor(randomArray([k, 1, 1, 1], random));
    return forward(x, kernel, { stride: [s, 1], padding: pads, dilation: [d, 1] }).shape[1];
  });

  // A second layer on top: two floors in a row are one.
  const k2 = draw(1, 4);
  const s2 = draw(1, 3);
  const twice = outputSize(formula, k2, s2, 0, 0, 1);
  const once = Math.floor((n + 2 * p - (d * (k - 1) + s * (k2 - 1)) - 1) / (s * s2)) + 1;
  return {
    statement: `H′ = ${formula} for H = ${n}, a kernel of ${k}, stride ${s}, padding ${p}, dilation ${d}`,
    rows: [
      {
        label: 'the formula and the windows that fit',
        value: Math.abs(formula - windows),
        tolerance: 0,
      },
      {
        label: 'the formula and the rows of a layer that was run',
        value: Math.abs(formula - rows),
        tolerance: 0,
      },
      {
        label: `a second layer (kernel ${k2}, stride ${s2}) after it, and the one layer that both amount to`,
        value: Math.abs(twice - once),
        tolerance: 0,
      },
    ],
  };
}
