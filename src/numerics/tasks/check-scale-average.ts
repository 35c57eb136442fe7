import { conv2d, mean, relu, tensor4d, tidy, type Tensor1D } from '@tensorflow/tfjs-core';

import { toTensor } from '../grid.ts';
import { largestDifference } from '../gradientCheck.ts';
import { pictureFrom, type Picture } from '../images/picture.ts';
import { repeatPixels } from '../images/repeatPixels.ts';
import { rotate } from '../images/rotate.ts';
import { normal } from '../normal.ts';
import { mulberry32 } from '../random.ts';
import { randomArray, randomWhole } from '../randomArray.ts';
import type { CheckResult } from './context.ts';

/** Averaging over a group is invariant; over n sizes, what is left is the two ends, divided by n. */
export default async function check({ seed }: { seed: number }): Promise<CheckResult> {
  const random = mulberry32(seed);
  const draw = normal(random);
  const n = randomWhole(random, 2, 4);
  const size = randomWhole(random, 4, 6);
  const picture = pictureFrom([size, size, 2], draw);
  const kernel = randomArray([3, 3, 2, 4], draw);
  /** A layer that does see more than a pixel, and the mean of its maps. */
  const f = ({ height, width, channels, values }: Picture) =>
    tidy(() => {
      const x = tensor4d(values, [1, height, width, channels]);
      const maps = relu(conv2d(x, toTensor(kernel), 1, 'same'));
      return [...mean<Tensor1D>(maps, [0, 1, 2]).dataSync()];
    });
  const averaged = (pictures: Picture[]) => {
    const all = pictures.map(f);
    return (all[0] ?? []).map(
      (_, o) => all.reduce((sum, one) => sum + (one[o] ?? 0), 0) / all.length,
    );
  };
  const turns = (x: Picture) => averaged([0, 90, 180, 270].map((degrees) => rotate(x, degrees)));
  const sizes = (x: Picture) =>
    averaged(Array.from({ length: n }, (_, j) => repeatPixels(x, 2 ** j)));
  const minus = (a: number[], b: number[]) => a.map((value, o) => value - (b[o] ?? Number.NaN));

  const twice = repeatPixels(picture, 2);
  const change = minus(sizes(twice), sizes(picture));
  const ends = minus(f(repeatPixels(picture, 2 ** n)), f(picture)).map((value) => value / n);
  const tolerance = 1e-5 * Math.max(1, ...f(picture));
  const single = largestDifference(f(twice), f(picture));
  return {
    statement: `A random 3×3 layer with ReLU and a global mean on ${size}×${size}; ${n} sizes an octave apart. One answer alone changes by up to ${single.toPrecision(2)} when the picture is doubled`,
    rows: [
      {
        label: 'mean over the four quarter turns, before and after a turn by 90°',
        value: largestDifference(turns(rotate(picture, 90)), turns(picture)),
        tolerance,
      },
      {
        label: `change of the mean over ${n} sizes, and the two ends divided by ${n}`,
        value: largestDifference(change, ends),
        tolerance,
      },
    ],
  };
}
