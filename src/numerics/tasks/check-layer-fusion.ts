import { tensor1d, tidy } from '@tensorflow/tfjs-core';

import { fuse } from '../conv/fuse.ts';
import { naiveForward, type Array4D } from '../conv/naive.ts';
import { naiveFuse, type NaiveLayer } from '../conv/naiveFuse.ts';
import { centralDifferences, largestDifference } from '../gradientCheck.ts';
import { toTensor } from '../grid.ts';
import { normal } from '../normal.ts';
import { mulberry32 } from '../random.ts';
import { randomArray, randomWhole } from '../randomArray.ts';
import type { CheckResult } from './context.ts';

/** Two convolutions in a row are one, whose kernel is the full convolution of theirs. */
export default async function check({ seed }: { seed: number }): Promise<CheckResult> {
  const random = mulberry32(seed);
  const draw = (least: number, most: number) => randomWhole(random, least, most);
  const value = normal(random);
  const [cin, mid, cout] = [draw(1, 3), draw(1, 3), draw(1, 3)];
  const layer = (from: number, to: number): NaiveLayer => ({
    kernel: randomArray([draw(1, 4), draw(1, 4), from, to], value),
    bias: Float64Array.from({ length: to }, value),
    stride: draw(1, 2),
  });
  const [first, second] = [layer(cin, mid), layer(mid, cout)];
  const one = naiveFuse(first, second);
  const [k1, k2] = one.kernel.shape;
  const x = randomArray([1, k1 + draw(0, 4), k2 + draw(0, 4), cin], value);

  const chain = applied(second, applied(first, x));
  const single = applied(one, x);
  const fast = tidy(() => {
    const [a, b] = [first, second].map(({ kernel, bias, stride }) => ({
      kernel: toTensor(kernel),
      bias: tensor1d(Float32Array.from(bias)),
      stride,
    }));
    if (!a || !b) throw new Error('Expected two layers.');
    const { kernel, bias } = fuse(a, b);
    return [...kernel.dataSync(), ...bias.dataSync()];
  });

  // The first output's derivative in each pixel that it sees is the kernel itself.
  const patch: Array4D = { ...x, shape: [1, k1, k2, cin], values: cropped(x, k1, k2) };
  const slope = centralDifferences(
    (values) => applied(second, applied(first, { ...patch, values })).values[0] ?? Number.NaN,
    patch.values,
    1,
  );
  const slice = one.kernel.values.filter((_, i) => i % cout === 0);
  const scale = (values: ArrayLike<number>) => Math.max(1, ...Array.from(values, Math.abs));
  const sizes = [first, second].map(
    ({ kernel, stride }) => `${kernel.shape.slice(0, 2).join('×')} (stride ${stride})`,
  );
  return {
    statement:
      `kernels ${sizes.join(' and ')}, ${cin} → ${mid} → ${cout} channels, with biases: ` +
      `one kernel ${k1}×${k2}, stride ${one.stride}`,
    rows: [
      {
        label: 'the two layers in a row and the one layer',
        value: largestDifference(chain.values, single.values),
        tolerance: 1e-12 * scale(chain.values),
      },
      {
        label: 'the one kernel, and how much the two layers answer to a change of each pixel',
        value: largestDifference(slope, slice),
        tolerance: 1e-11 * scale(chain.values),
      },
      {
        label: 'the one kernel and its bias, and those of the fast code, in 32 bits',
        value: largestDifference([...one.kernel.values, ...one.bias], fast),
        tolerance: 1e-5 * scale([...one.kernel.values, ...one.bias]),
      },
    ],
  };
}

function applied({ kernel, bias, stride }: NaiveLayer, x: Array4D): Array4D {
  const y = naiveForward(x, kernel, { stride });
  const values = y.values.map((value, i) => value + (bias[i % bias.length] ?? Number.NaN));
  return { ...y, values };
}

/** The top left k₁ × k₂ pixels of an image. */
function cropped({ shape, values }: Array4D, k1: number, k2: number): Float64Array {
  const [, , width, channels] = shape;
  return values.filter((_, i) => {
    const pixel = Math.floor(i / channels);
    return Math.floor(pixel / width) < k1 && pixel % width < k2;
  });
}
