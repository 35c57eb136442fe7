import { argMax, tensor4d, tidy } from '@tensorflow/tfjs-core';

import type { Network } from '../network/network.ts';
import { valuesAt } from '../network/run.ts';

/** Pictures at once. */
const AT_ONCE = 60;

/**
 * The class that a network answers for each picture: preprocessed, square, three values a pixel, one
 * after the other.
 */
export async function answersOf(
  network: Network,
  values: Float32Array,
  side: number,
): Promise<number[]> {
  const numbers = side * side * 3;
  const answers: number[] = [];
  for (let from = 0; from < values.length; from += AT_ONCE * numbers) {
    const part = values.subarray(from, from + AT_ONCE * numbers);
    const best = tidy(() =>
      argMax(valuesAt(network, tensor4d(part, [part.length / numbers, side, side, 3])), 1),
    );
    answers.push(...(await best.data()));
    best.dispose();
  }
  return answers;
}

/** Pictures, 0 to 255, as networks take them: x = value / 127.5 − 1, one after the other. */
export function inputsOf(pictures: readonly ArrayLike<number>[]): Float32Array {
  const each = pictures[0]?.length ?? 0;
  const values = new Float32Array(pictures.length * each);
  pictures.forEach((picture, i) => {
    for (let k = 0; k < each; k++) values[i * each + k] = (picture[k] ?? 0) / 127.5 - 1;
  });
  return values;
}
