import { dispose, getBackend, grad, setBackend, tidy, type Tensor4D } from '@tensorflow/tfjs-core';

import { buildNetwork } from '#numerics/network/buildNetwork.ts';
import { preprocess } from '#numerics/network/images.ts';
import { disposeNetwork, lastPlace } from '#numerics/network/network.ts';
import { valuesAt } from '#numerics/network/run.ts';
import { scalarGradient } from '#numerics/network/scalarGradient.ts';
import { logit } from '#numerics/network/scalars.ts';
import { decodeWeights } from '#numerics/network/weights.ts';
import { mulberry32 } from '#numerics/random.ts';
import { modelsByFetch } from '#runtime/models/modelsByFetch.ts';

import { fastest } from './measureNetwork.ts';

/** Milliseconds, the fastest of several, for one image of `PHOTO_SIDE` pixels. */
export interface PhotoTimes {
  /** To the logits. */
  forward: number;
  /** To a logit and its gradient with respect to the image: both ways. */
  gradient: number;
}

export const PHOTO_SIDE = 224;

const CALLS = 8;
const loadModel = modelsByFetch();

/**
 * Times the network for photographs on wasm. Stock wasm has no input gradient of a depthwise layer;
 * stock's gradient is therefore automatic differentiation on the cpu backend, which has one.
 */
export async function measurePhoto(stock: boolean): Promise<PhotoTimes> {
  const { manifest, weights } = await loadModel('photo');
  const network = buildNetwork(manifest, decodeWeights(manifest.layers, weights));
  const random = mulberry32(1);
  const pixels = Uint8Array.from({ length: PHOTO_SIDE * PHOTO_SIDE * 3 }, () => 256 * random());
  const x = preprocess(manifest, pixels, [PHOTO_SIDE, PHOTO_SIDE]);
  const scalar = logit(lastPlace(network), manifest.classes.indexOf('cat'));
  const gradientByTape = grad((image) => scalar.value(valuesAt(network, image as Tensor4D)));

  const forward = await fastest(CALLS, () => tidy(() => valuesAt(network, x).dataSync()));
  const wasm = getBackend();
  if (stock) {
    await import('@tensorflow/tfjs-backend-cpu');
    await setBackend('cpu');
  }
  const gradient = await fastest(stock ? 1 : CALLS, () =>
    tidy(() => {
      const signal = stock ? gradientByTape(x) : scalarGradient(network, x, scalar).signal;
      return signal.dataSync();
    }),
  );
  dispose(x);
  disposeNetwork(network);
  await setBackend(wasm);
  return { forward, gradient };
}
