import { tensor4d, tidy } from '@tensorflow/tfjs-core';

import { disposeNetwork } from '../network/network.ts';
import { valuesAt } from '../network/run.ts';
import { smallNetwork } from '../training/smallNetwork.ts';
import { SWATCH } from './swatches.ts';

/** Filters that nobody has trained, and the seed that drew them. */
const [FILTERS, SEED] = [32, 7];
/** Pictures at once. */
const AT_ONCE = 100;

/** Turns pictures into vectors. */
export interface Describe {
  inputs: number;
  /** [N, inputs], row by row. */
  vectors: (pictures: readonly Uint8ClampedArray[]) => Float64Array;
}

/**
 * Describes a swatch by 32 numbers: how strongly each of 32 random filters of 3×3 answers, rectified,
 * in the mean over the picture. The picture comes in as grey, with mean 0 and spread 1; each number
 * goes out less its mean over `pictures`, the pool without its labels, and over its spread there.
 */
export function describePictures(pictures: readonly Uint8ClampedArray[]): Describe {
  const raw = answers(pictures);
  const rows = pictures.length;
  const means = Array.from({ length: FILTERS }, (_, k) =>
    meanOf(rows, (i) => raw[i * FILTERS + k]),
  );
  const spreads = means.map((mean, k) =>
    Math.sqrt(meanOf(rows, (i) => ((raw[i * FILTERS + k] ?? 0) - mean) ** 2)),
  );
  return {
    inputs: FILTERS,
    vectors: (others) =>
      answers(others).map((value, at) => {
        const k = at % FILTERS;
        return (value - (means[k] ?? 0)) / (spreads[k] || 1);
      }),
  };
}

/** The mean answers of the filters, [N, 32]. */
function answers(pictures: readonly Uint8ClampedArray[]): Float64Array {
  const network = smallNetwork({ widths: [FILTERS], classes: 1 }, SEED);
  const found = new Float64Array(pictures.length * FILTERS);
  for (let from = 0; from < pictures.length; from += AT_ONCE) {
    const part = pictures.slice(from, from + AT_ONCE);
    const x = new Float32Array(part.length * SWATCH * SWATCH * 3);
    part.forEach((picture, i) => x.set(standardised(picture), i * picture.length));
    const means = tidy(() =>
      valuesAt(network, tensor4d(x, [part.length, SWATCH, SWATCH, 3]), 'average'),
    );
    found.set(means.dataSync(), from * FILTERS);
    means.dispose();
  }
  disposeNetwork(network);
  return found;
}

/** Grey, with mean 0 and spread 1, three times at each pixel. */
function standardised(picture: Uint8ClampedArray): Float32Array {
  const pixels = picture.length / 3;
  const grey = Float32Array.from({ length: pixels }, (_, k) =>
    meanOf(3, (colour) => picture[3 * k + colour]),
  );
  const mean = meanOf(pixels, (k) => grey[k]);
  const spread = Math.sqrt(meanOf(pixels, (k) => ((grey[k] ?? 0) - mean) ** 2)) || 1;
  return Float32Array.from(picture, (_, at) => ((grey[Math.floor(at / 3)] ?? 0) - mean) / spread);
}

function meanOf(count: number, value: (i: number) => number | undefined): number {
  let total = 0;
  for (let i = 0; i < count; i++) total += value(i) ?? 0;
  return total / count;
}
