import { enableProdMode, setBackend } from '@tensorflow/tfjs-core';
import { modelsInFolder } from './models/modelsInFolder.ts';
import type { Task } from './tasks.ts';

const loadModel = modelsInFolder('public/models');

let last: Promise<unknown> = Promise.resolve();

/**
 * The result of a task, computed at build time on the cpu backend: the first frame of a demo. Calls
 * wait for each other. Progress goes nowhere, and nobody cancels. Networks come from `public/models`.
 */
export function prerender<T extends Task>(
  task: T,
  input: Parameters<T>[0],
): Promise<Awaited<ReturnType<T>>> {
  const result = last.then(async () => {
    // In Node, tfjs-core comes without gradients; the whole of TF.js brings them, and the backend.
    await import('@tensorflow/tfjs');
    enableProdMode(); // spares the build TF.js's advice to install its Node backend
    await setBackend('cpu');
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
