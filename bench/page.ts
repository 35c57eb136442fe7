import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import simd from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm?url';
import plain from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm.wasm?url';
import { setBackend } from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-core/dist/register_all_gradients';

import { registerConvGradientKernels } from '#numerics/wasm/registerConvGradientKernels.ts';

import { measureLayer } from './measure.ts';
import { measureNetwork } from './measureNetwork.ts';
import { measurePhoto } from './measurePhoto.ts';

declare global {
  /** What `run.ts` waits for and calls in the page. */
  interface Window {
    measureLayer?: typeof measureLayer;
    measureNetwork?: () => ReturnType<typeof measureNetwork>;
    measurePhoto?: () => ReturnType<typeof measurePhoto>;
  }
}

setWasmPaths({
  'tfjs-backend-wasm.wasm': plain,
  'tfjs-backend-wasm-simd.wasm': simd,
  // Threads need headers that Pages cannot set, so no reader has them.
  'tfjs-backend-wasm-threaded-simd.wasm': simd,
});
const stock = new URLSearchParams(location.search).has('stock');
if (!stock) registerConvGradientKernels();
if (!(await setBackend('wasm'))) throw new Error('The wasm backend did not start.');
window.measureNetwork = () => measureNetwork(stock);
window.measurePhoto = () => measurePhoto(stock);
window.measureLayer = measureLayer;
