import { ones, tensor4d, tidy, type Tensor4D } from '@tensorflow/tfjs-core';

import { outputSize } from '../conv/geometry.ts';
import { inputGradient } from '../conv/inputGradient.ts';
import { normal } from '../normal.ts';
import { mulberry32 } from '../random.ts';
import { randomWhole } from '../randomArray.ts';
import { kernelOf } from './conv-input-gradient-checkerboard.ts';
import type { CheckResult } from './context.ts';

/** How many outputs read a pixel, counted by the input gradient itself and by the formula. */
export default async function checkOverlap({ seed }: { seed: number }): Promise<CheckResult> {
  const random = mulberry32(seed);
  const [k, s] = [randomWhole(random, 1, 6), randomWhole(random, 1, 4)];
  const size = 3 * k + 4 * s;
  const last = (outputSize(size, k, s, 0, 0, 1) - 1) * s;
  const readers = (u: number) => Math.ceil((k - (u % s)) / s);

  const counted = gradientOfOnes(
    kernelOf('ones', k, s, () => 1),
    k,
    s,
    size,
  );
  let count = 0;
  const values = new Set<number>();
  for (let u = k - 1; u <= last; u++) {
    for (let v = k - 1; v <= last; v++) {
      const found = counted[u * size + v] ?? Number.NaN;
      values.add(Math.round(found));
      count = Math.max(count, Math.abs(found - readers(u) * readers(v)));
    }
  }
  const even = values.size === 1;

  // A kernel that contains a box of s×s gives a constant back, whatever else it contains.
  const wide = k + s - 1;
  const box = gradientOfOnes(kernelOf('resize', wide, s, normal(random)), wide, s, size);
  const lastOfBox = (outputSize(size, wide, s, 0, 0, 1) - 1) * s;
  const inside: number[] = [];
  for (let u = wide - 1; u <= lastOfBox; u++) {
    for (let v = wide - 1; v <= lastOfBox; v++) inside.push(box[u * size + v] ?? Number.NaN);
  }
  return {
    statement: `Kernel ${k}×${k}, stride ${s}: ${even ? 'even' : 'uneven'} overlap`,
    rows: [
      { label: 'readers counted, against t(u) t(v)', value: count, tolerance: 1e-5 },
      {
        label: 'even exactly when s divides K (0: agrees)',
        value: even === (k % s === 0) ? 0 : 1,
        tolerance: 0,
      },
      {
        label: `spread behind a box of ${s}×${s} convolved with a random kernel`,
        value: Math.max(...inside) - Math.min(...inside),
        tolerance: 1e-4,
      },
    ],
  };
}

function gradientOfOnes(kernel: number[], k: number, s: number, size: number) {
  const outputs = outputSize(size, k, s, 0, 0, 1);
  return tidy(() => {
    const g = ones([1, outputs, outputs, 1]) as Tensor4D;
    return inputGradient(g, tensor4d(kernel, [k, k, 1, 1]), [size, size], { stride: s }).dataSync();
  });
}
