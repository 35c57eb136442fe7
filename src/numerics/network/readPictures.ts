import { softmax, tensor4d, tidy, type Tensor2D } from '@tensorflow/tfjs-core';

import type { Picture } from '../images/picture.ts';
import { applyDense } from './layers/dense.ts';
import type { Network } from './network.ts';
import { valuesAt } from './run.ts';

/** What a network makes of a picture: softmax probabilities, and the averaged last maps. */
export interface Reading {
  probabilities: Float32Array;
  features: Float32Array;
}

/**
 * The readings of pictures of *one* size, preprocessed: any height and width that the network's
 * poolings divide, for a network that ends in global average pooling and a dense layer. Throws for
 * pictures of different sizes.
 */
export async function readPictures(
  network: Network,
  pictures: readonly Picture[],
): Promise<Reading[]> {
  const [first] = pictures;
  const head = network.steps.at(-1);
  if (!first) return [];
  if (head?.type !== 'dense') throw new Error('Expected a network that ends in a dense layer.');
  const { height, width, channels } = first;
  const each = height * width * channels;
  const all = new Float32Array(pictures.length * each);
  for (const [i, picture] of pictures.entries()) {
    if (picture.height !== height || picture.width !== width) {
      throw new Error(
        `Expected pictures of ${height}×${width}, found one of ${picture.height}×${picture.width}.`,
      );
    }
    all.set(picture.values, i * each);
  }
  const found = tidy(() => {
    const x = tensor4d(all, [pictures.length, height, width, channels]);
    const features = valuesAt(network, x, 'average') as Tensor2D;
    return { features, probabilities: softmax(applyDense(head, features)) };
  });
  const [features, probabilities] = await Promise.all([
    found.features.data(),
    found.probabilities.data(),
  ]);
  const [, width1 = 0] = found.features.shape;
  const [, classes = 0] = found.probabilities.shape;
  found.features.dispose();
  found.probabilities.dispose();
  return pictures.map((_, i) => ({
    features: Float32Array.from(features.subarray(i * width1, (i + 1) * width1)),
    probabilities: Float32Array.from(probabilities.subarray(i * classes, (i + 1) * classes)),
  }));
}
