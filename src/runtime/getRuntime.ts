import { connectWorker } from './connectWorker.ts';
import { LIMITS } from './limits.ts';
import { requestedBackend } from './requestedBackend.ts';
import { Runtime, type ChoiceStore } from './runtime.ts';

declare global {
  /** The page's runtime, for whoever wants to ask it something in the console; tests do. */
  var bookRuntime: Runtime | undefined;
}

let runtime: Runtime | null = null;

/**
 * The runtime of this page; the worker itself starts with the first task. The store, given by whoever
 * calls first, remembers a measured choice of backend.
 */
export function getRuntime(store?: ChoiceStore): Runtime {
  if (!runtime) {
    const { backend, notice } = requestedBackend(location.search);
    globalThis.bookRuntime = runtime = new Runtime({
      connect: connectWorker,
      limits: LIMITS,
      forced: backend,
      notice,
      store,
    });
  }
  return runtime;
}
