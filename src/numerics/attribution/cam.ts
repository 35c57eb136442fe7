import { sum, mul, reshape, slice, tidy, type Tensor4D } from '@tensorflow/tfjs-core';

import type { Network } from '../network/network.ts';
import { activationAt, run } from '../network/run.ts';
import type { Attribution } from './attribution.ts';

/**
 * The class activation map of a network that ends in global average pooling and one dense layer
 * (Zhou et al. 2016): Σₖ W[k,c] Aᵏ, with the dense layer's weights. Its mean over the positions
 * and the bias add up to the logit of class c exactly. It needs no gradient, and the question's
 * scalar is not looked at: one class c for all images. Throws for other heads.
 */
export function cam(classIndex: number): Attribution {
  return ({ network, x }) =>
    Promise.resolve(
      tidy(() => {
        const { maps, kernel } = pooledHead(network);
        const a = activationAt(run(network, x, { to: maps }), maps);
        const [channels = 0, classes = 0] = kernel.shape;
        if (!Number.isInteger(classIndex) || classIndex < 0 || classIndex >= classes) {
          throw new Error(`Expected a class from 0 to ${classes - 1}, found ${classIndex}.`);
        }
        const weights = reshape(slice(kernel, [0, classIndex], [channels, 1]), [1, 1, 1, channels]);
        return sum<Tensor4D>(mul(a, weights), 3, true);
      }),
    );
}

function pooledHead({ steps }: Network) {
  const [maps, pool, dense] = steps.slice(-3);
  if (maps && pool?.type === 'globalAveragePool' && dense?.type === 'dense') {
    return { maps: maps.name, kernel: dense.kernel };
  }
  const found = steps.slice(-2).map(({ type }) => type);
  throw new Error(
    `Expected a network that ends in global average pooling and a dense layer, found ${found.join(', ')}. Grad-CAM works for any head.`,
  );
}
