import { softmax, tensor4d, tidy } from '@tensorflow/tfjs-core';

import { medianAt, medianFilter } from '../images/median.ts';
import type { Model } from '../network/model.ts';
import { networkOf } from '../network/networkOf.ts';
import { valuesAt } from '../network/run.ts';
import { withChange, type PixelChange } from './pixelChange.ts';

/** What stands between the picture and the network. */
export type Filter = 'none' | 'median';

/** A picture of the network's size, RGB from 0 to 255, whose changed versions are asked about. */
export interface AttackedPicture {
  model: Model;
  pixels: ArrayLike<number>;
  filter: Filter;
}

/** Pictures that are run at once: some 35 ms on wasm, so that a reader who cancels is soon heard. */
export const BATCH = 32;

/**
 * Softmax probabilities of the picture with one pixel changed, for each of the changes: all that the
 * attacker of Su et al. (2019) is told. [changes × classes], one after the other; null when
 * `stopped`, which is asked before each batch of 32, says so.
 */
export async function onePixelQueries(
  { model, pixels, filter }: AttackedPicture,
  changes: readonly PixelChange[],
  stopped: () => Promise<boolean> = () => Promise.resolve(false),
): Promise<Float32Array | null> {
  const { input, classes } = model.manifest;
  const [height, width, channels] = input.shape;
  const network = networkOf(model);
  const { divideBy, add } = input.preprocessing;
  const size = [height, width] as const;
  const seen = filter === 'median' ? medianFilter(pixels, size) : pixels;
  const plain = Float32Array.from(seen, (value) => value / divideBy + add);
  const answers = new Float32Array(changes.length * classes.length);
  for (let first = 0; first < changes.length; first += BATCH) {
    if (await stopped()) return null;
    const batch = changes.slice(first, first + BATCH);
    const values = new Float32Array(batch.length * plain.length);
    batch.forEach((change, i) => {
      const at = i * plain.length;
      values.set(plain, at);
      const colours = filter === 'median' ? filteredAround(pixels, size, change) : [change];
      for (const { row, column, colour } of colours) {
        const from = at + channels * (row * width + column);
        colour.forEach((value, c) => (values[from + c] = value / divideBy + add));
      }
    });
    const probabilities = tidy(() =>
      softmax(valuesAt(network, tensor4d(values, [batch.length, height, width, channels]))),
    );
    answers.set(await probabilities.data(), first * classes.length);
    probabilities.dispose();
  }
  return answers;
}

/** The pixels that a median filter may change when one under it does: those within one step of it. */
function filteredAround(
  pixels: ArrayLike<number>,
  size: readonly [number, number],
  change: PixelChange,
): PixelChange[] {
  const [height, width] = size;
  const changed = withChange(pixels, width, change);
  const around: PixelChange[] = [];
  for (let row = change.row - 1; row <= change.row + 1; row++) {
    for (let column = change.column - 1; column <= change.column + 1; column++) {
      if (row < 0 || column < 0 || row >= height || column >= width) continue;
      around.push({ row, column, colour: medianAt(changed, size, { row, column }) });
    }
  }
  return around;
}
