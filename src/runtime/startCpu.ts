import { setBackend } from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-backend-cpu';

/** Starts plain JavaScript: runs everywhere, some ten times slower than wasm. */
export async function startCpu(): Promise<boolean> {
  return setBackend('cpu');
}
