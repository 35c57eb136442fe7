import { dispose, softmax, tensor4d, tidy } from '@tensorflow/tfjs-core';

import { inputsOf } from '../conflict/answersOf.ts';
import { relativeTerms, restyling } from '../conflict/restyling.ts';
import { networkOf } from '../network/networkOf.ts';
import { valuesAt } from '../network/run.ts';
import { optimiseImage } from '../style/optimiseImage.ts';
import { transferLoss } from '../style/transferLoss.ts';
import { partOf, type ModelContext } from './context.ts';

/** Two pictures, RGB from 0 to 255, 32×32, and who is to judge their mixture. */
export interface RestyleInput {
  content: ArrayLike<number>;
  style: ArrayLike<number>;
  contentWeight: number;
  /** Names of `public/models`. */
  judges: readonly string[];
}

/** What a network gives each class for the content, the style and the mixture. */
export interface Verdict {
  name: string;
  content: number[];
  style: number[];
  conflict: number[];
}

export interface RestyleOutput {
  /** The mixture, RGB from 0 to 255. */
  pixels: Uint8ClampedArray;
  verdicts: Verdict[];
}

/** Side of the pictures. */
const SIDE = 32;
/** Steps between two pictures that are shown on the way. */
const EVERY = 10;

/**
 * Gives the content the texture of the style, by Gram matrices of `twin`, and has networks judge the
 * result, rounded to whole levels. Reports the picture on the way. null when the reader has cancelled.
 */
export default async function restyle(
  { content, style, contentWeight, judges }: RestyleInput,
  context: ModelContext,
): Promise<RestyleOutput | null> {
  const { steps, rate } = restyling;
  const network = networkOf(await context.loadModel(restyling.network));
  const shape: [number, number, number, number] = [1, SIDE, SIDE, 3];
  const values = inputsOf([content]);
  const images = {
    content: tensor4d(values, shape),
    style: tensor4d(inputsOf([style]), shape),
  };
  const terms = relativeTerms(network, images, contentWeight);
  dispose([images.content, images.style]);
  try {
    const found = await optimiseImage(
      { shape, values },
      (x) => transferLoss(network, x, terms),
      {
        steps,
        rate,
        every: EVERY,
        onImage: (image) =>
          context.progress((0.9 * image.losses.length) / steps, bytesOf(image.values)),
      },
      partOf(context, 0, 0.9),
    );
    if (!found) return null;
    const pixels = bytesOf(found.values);
    context.progress(0.9, pixels);
    const verdicts: Verdict[] = [];
    for (const name of judges) {
      if (await context.stopped()) return null;
      const judge = networkOf(await context.loadModel(name));
      const probabilities = tidy(() =>
        softmax(valuesAt(judge, tensor4d(inputsOf([content, style, pixels]), [3, SIDE, SIDE, 3]))),
      );
      const [ofContent = [], ofStyle = [], ofConflict = []] =
        (await probabilities.array()) as number[][];
      probabilities.dispose();
      verdicts.push({ name, content: ofContent, style: ofStyle, conflict: ofConflict });
    }
    return { pixels, verdicts };
  } finally {
    dispose(terms.map(({ target }) => target));
  }
}

/** A preprocessed picture as levels of 0 to 255. */
function bytesOf(values: Float32Array): Uint8ClampedArray {
  return Uint8ClampedArray.from(values, (value) => Math.round((value + 1) * 127.5));
}
