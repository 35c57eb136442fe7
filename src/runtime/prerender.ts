import { enableProdMode, setBackend } from '@tensorflow/tfjs-core';
import type { Task } from './tasks.ts';

let last: Promise<unknown> = Promise.resolve();

/**
 * The result of a task, computed at build time on the cpu backend: the first frame of a demo. Calls
 * wait for each other. Progress goes nowhere, and nobody cancels.
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
    });
  });
  last = result.catch(() => undefined);
  return result as Promise<Awaited<ReturnType<T>>>;
}
