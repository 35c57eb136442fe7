import { fileURLToPath } from 'node:url';

import '@tensorflow/tfjs'; // the cpu backend and every gradient: the oracle
import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import { setBackend } from '@tensorflow/tfjs-core';

import { registerConvGradientKernels } from '#numerics/wasm/registerConvGradientKernels.ts';

/** Starts the wasm backend in Node, with the book's gradient kernels. */
export async function startWasm(): Promise<void> {
  const entry = fileURLToPath(import.meta.resolve('@tensorflow/tfjs-backend-wasm'));
  setWasmPaths(entry.replace(/[^/\\]*$/, ''));
  registerConvGradientKernels();
  if (!(await setBackend('wasm'))) throw new Error('The wasm backend did not start in Node.');
}
