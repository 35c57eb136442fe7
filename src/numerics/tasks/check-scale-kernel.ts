import { abs, conv2d, max, stridedSlice, sub, tidy, type Tensor4D } from '@tensorflow/tfjs-core';

import { correlate } from '../conv/correlate.ts';
import { dilate } from '../conv/dilate.ts';
import { largestDifference } from '../gradientCheck.ts';
import { toTensor } from '../grid.ts';
import { normal } from '../normal.ts';
import { mulberry32 } from '../random.ts';
import { randomArray, randomWhole } from '../randomArray.ts';
import type { CheckResult } from './context.ts';

/**
 * Filtering a scaled picture is filtering the picture with a kernel scaled the other way: as
 * integrals, and on a grid of which every m-th pixel is kept, where the taps move and keep their
 * weights.
 */
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

  const s = Number((1.2 + 1.3 * random()).toFixed(2));
  const curves = bothIntegrals(s, draw);

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
    statement: `A picture of ${size}×${size}, every ${m === 2 ? 'second' : 'third'} pixel kept, and a kernel of ${k}×${k}. With the same kernel the two ways differ by up to ${found.same.toPrecision(2)}. And, for the integrals, a curve and a kernel made of Gaussian bells, s = ${s}. With K(su) in the place of s·K(su) the two sides differ by up to ${curves.withoutFactor.toPrecision(2)}`,
    rows: [
      {
        label: `scaled curve ⋆ K, and the curve ⋆ s·K(su), scaled; both as sums with the step ${STEP}`,
        value: curves.difference,
        tolerance: 1e-10 * Math.max(1, curves.scale),
      },
      {
        label: `small picture ⋆ K, and the picture ⋆ K with ${m === 2 ? 'a zero' : 'two zeros'} between its taps`,
        value: found.byKernel,
        tolerance,
      },
      { label: 'the same with the library’s own dilation', value: found.byStock, tolerance },
      { label: 'a 1×1 kernel, before and after', value: found.byPoint, tolerance },
    ],
  };
}

/** Distance of the points that stand in for an integral; the bells are far wider, so nothing is lost. */
const STEP = 0.02;

/** (T_s x ⋆ K)(t) and (x ⋆ K^(s))(t/s) at several t, each integral summed on the same fine points. */
function bothIntegrals(s: number, draw: () => number) {
  const [x, kernel] = [bells(draw), bells(draw)];
  const at = Array.from({ length: 21 }, (_, i) => i / 2 - 5);
  const left = at.map((t) => integral((v) => x((t + v) / s) * kernel(v)));
  const right = at.map((t) => integral((u) => x(t / s + u) * s * kernel(s * u)));
  return {
    difference: largestDifference(left, right),
    withoutFactor: largestDifference(
      left,
      right.map((value) => value / s),
    ),
    scale: Math.max(...left.map(Math.abs)),
  };
}

/** A sum of three Gaussian bells of random height, place and width. */
function bells(draw: () => number): (t: number) => number {
  const each = Array.from({ length: 3 }, () => {
    const [height, centre] = [draw(), draw()];
    return { height, centre, width: 0.5 + Math.min(1, Math.abs(draw())) };
  });
  return (t) =>
    each.reduce(
      (sum, { height, centre, width }) =>
        sum + height * Math.exp(-0.5 * ((t - centre) / width) ** 2),
      0,
    );
}

/** Over −20 to 20, beyond which no product of the bells is left. */
function integral(f: (u: number) => number): number {
  let sum = 0;
  for (let i = -20 / STEP; i <= 20 / STEP; i++) sum += f(i * STEP);
  return sum * STEP;
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
