import { env, setBackend } from '@tensorflow/tfjs-core';
import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import simdUrl from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm?url';
import plainUrl from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm.wasm?url';
import { registerConvGradientKernels } from '#numerics/wasm/registerConvGradientKernels.ts';

let pathsSet = false;

/**
 * Starts WebAssembly, with SIMD where there is any, without threads (they need HTTP headers), and
 * with the book's own gradients of convolution.
 */
export async function startWasm(): Promise<boolean> {
  if (!pathsSet) {
    env().set('WASM_HAS_MULTITHREAD_SUPPORT', false);
    setWasmPaths({
      'tfjs-backend-wasm.wasm': plainUrl,
      'tfjs-backend-wasm-simd.wasm': simdUrl,
      // Never asked for, since threads are off; TF.js wants a name all the same.
      'tfjs-backend-wasm-threaded-simd.wasm': simdUrl,
    });
    pathsSet = true;
  }
  if (!(await setBackend('wasm'))) return false;
  registerConvGradientKernels();
  return true;
}
