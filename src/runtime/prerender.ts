import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import { enableProdMode, env, getBackend, setBackend } from '@tensorflow/tfjs-core';
import { registerConvGradientKernels } from '#numerics/wasm/registerConvGradientKernels.ts';
import { modelsInFolder } from './models/modelsInFolder.ts';
import type { Task } from './tasks.ts';

const loadModel = modelsInFolder('public/models');

let last: Promise<unknown> = Promise.resolve();

/**
 * The result of a task, computed at build time: the first frame of a demo. Calls wait for each other.
 * Progress goes nowhere, and nobody cancels. Networks come from `public/models`.
 */
export function prerender<T extends Task>(
  task: T,
  input: Parameters<T>[0],
): Promise<Awaited<ReturnType<T>>> {
  const result = last.then(async () => {
    await start();
    return task(input, {
      progress: () => undefined,
      stopped: () => Promise.resolve(false),
      loadModel: (name, onProgress) => loadModel(name, { onProgress }),
      now: () => performance.now(),
    });
  });
  last = result.catch(() => undefined);
  return result as Promise<Awaited<ReturnType<T>>>;
}

/** Starts WebAssembly, on which most readers will see the demo go on, as `startWasm` does for them. */
async function start(): Promise<void> {
  // In Node, tfjs-core comes without gradients; the whole of TF.js brings them.
  await import('@tensorflow/tfjs');
  enableProdMode(); // spares the build TF.js's advice to install its Node backend
  const { setWasmPaths } = await import('@tensorflow/tfjs-backend-wasm');
  if (getBackend() === 'wasm') return;
  env().set('WASM_HAS_MULTITHREAD_SUPPORT', false);
  const entry = createRequire(import.meta.url).resolve('@tensorflow/tfjs-backend-wasm');
  setWasmPaths(`${dirname(entry)}/`);
  if (!(await setBackend('wasm'))) throw new Error('WebAssembly did not start in Node.');
  registerConvGradientKernels();
}
