import { expose, wrap } from 'comlink';
import { breathe } from '#runtime/breathe.ts';
import { modelsInFolder } from '#runtime/models/modelsInFolder.ts';
import type { PrepareAnswer, PrepareRequest, WorkerApi } from '#runtime/protocol.ts';
import { runTask, type TaskTable } from '#runtime/runTask.ts';
import type { Connection } from '#runtime/workerSession.ts';

/** How a worker of a test behaves. */
export interface Behaviour {
  tasks: TaskTable;
  prepare?: (request: PrepareRequest) => PrepareAnswer;
  /** Called before each task; returning true makes the worker report a lost graphics card. */
  losesContext?: () => boolean;
  /** The program does not arrive: the worker reports an error and never answers. */
  missing?: boolean;
}

export const READY: PrepareAnswer = {
  ok: true,
  backend: 'wasm',
  simd: true,
  measured: false,
  failed: [],
};

/** A worker in this thread, behind a real message channel: its death can be caused at will. */
export function workerDouble({ tasks, prepare, losesContext, missing }: Behaviour) {
  const { port1, port2 } = new MessageChannel();
  const cancelled = new Set<number>();
  const models = modelsInFolder('public/models');
  const errorListeners: (() => void)[] = [];
  const api: WorkerApi = {
    prepare: (request) => Promise.resolve(prepare?.(request) ?? READY),
    run: async (id, task, input, onProgress) => {
      if (losesContext?.()) return { end: 'failed', code: 'context-lost' };
      const loadModel = (name: string) => models(name);
      const caller = { cancelled: () => cancelled.has(id), onProgress, breathe, loadModel };
      return runTask(tasks, task, input, caller);
    },
    cancel: (id) => void cancelled.add(id),
    ping: () => undefined,
    tensors: () => 0,
  };
  const stop = () => {
    port1.close();
    port2.close();
  };
  if (missing) setTimeout(() => errorListeners.forEach((listener) => listener()), 5);
  else expose(api, port2);
  const connection: Connection = {
    api: wrap<WorkerApi>(port1),
    onError: (listener) => errorListeners.push(listener),
    terminate: stop,
  };
  return { connection, die: stop, cancelled };
}
