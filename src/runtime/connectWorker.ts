import { wrap } from 'comlink';
import type { WorkerApi } from './protocol.ts';
import type { Connection } from './workerSession.ts';

/** Starts the module worker that computes. */
export function connectWorker(): Connection {
  const worker = new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' });
  return {
    api: wrap<WorkerApi>(worker),
    onError: (listener) => {
      worker.addEventListener('error', listener);
      worker.addEventListener('messageerror', listener);
    },
    terminate: () => worker.terminate(),
  };
}
