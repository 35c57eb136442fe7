import { dispose } from '@tensorflow/tfjs-core';

import { batchOf, type LabelledPictures } from '../depth/study.ts';
import type { Prepared } from './augmented.ts';
import { principalColours } from './principalColours.ts';
import { splitOf, study } from './study.ts';

/** Pictures of 32×32 as the page's networks take them: 16×16, from −1 to 1. */
export async function prepare(pictures: LabelledPictures): Promise<Prepared> {
  const count = pictures.labels.length;
  const all = batchOf(pictures, [...pictures.labels.keys()]);
  const values = Float32Array.from(await all.data());
  dispose(all);
  const each = study.size.side ** 2 * 3;
  const learned = splitOf(count).lesson.flatMap((i) => [
    ...values.subarray(i * each, (i + 1) * each),
  ]);
  return { values, side: study.size.side, colours: principalColours(learned, 1) };
}
