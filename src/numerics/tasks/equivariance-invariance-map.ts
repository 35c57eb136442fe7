import { softmax, tidy } from '@tensorflow/tfjs-core';

import { translate, type Border } from '../images/translate.ts';
import type { Operations } from '../network/changeOperations.ts';
import { preprocess } from '../network/images.ts';
import { valuesAt } from '../network/run.ts';
import { variantOf } from '../network/variantOf.ts';
import type { ModelContext } from './context.ts';

/** A picture [32,32,3], 0 to 255, a network with its operations, and how far to move the picture. */
export interface MapInput extends Operations {
  pixels: ArrayLike<number>;
  network: string;
  border: Border;
  /** Shifts from −reach to reach, downwards and to the right. */
  reach: number;
  /** The row of shifts to begin with; the unmoved one comes next. */
  down: number;
}

/**
 * What each class gets for each shift: row by row of shifts (down, right), class by class. On the
 * way, NaN where nothing has been computed yet.
 */
export type MapOutput = Float32Array;

/** The answers of a network to a picture at every whole shift, within reach; reported row by row. */
export default async function map(
  input: MapInput,
  context: ModelContext,
): Promise<MapOutput | null> {
  const { pixels, border, reach } = input;
  const model = await context.loadModel(input.network);
  const [h, w, colours] = model.manifest.input.shape;
  const network = variantOf(model, input);
  const [side, classes] = [2 * reach + 1, model.manifest.classes.length];
  const all = new Float32Array(side * side * classes).fill(Number.NaN);
  const rows = new Set([input.down + reach, reach, ...Array(side).keys()]);
  let done = 0;
  for (const row of rows) {
    if (await context.stopped()) return null;
    const images = new Float32Array(side * h * w * colours);
    for (let column = 0; column < side; column++) {
      const by = { down: row - reach, right: column - reach };
      images.set(translate(pixels, [h, w, colours], by, border), column * h * w * colours);
    }
    const probabilities = tidy(() =>
      softmax(valuesAt(network, preprocess(model.manifest, images, [h, w]))),
    );
    all.set(await probabilities.data(), row * side * classes);
    probabilities.dispose();
    context.progress(++done / side, all.slice());
  }
  return all;
}
