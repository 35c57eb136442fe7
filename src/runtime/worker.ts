import { env, memory } from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-core/dist/register_all_gradients';
import { expose, releaseProxy, type Remote } from 'comlink';
import { breathe } from './breathe.ts';
import { chooseBackend } from './chooseBackend.ts';
import { onContextLoss, watchContext } from './contextLoss.ts';
import { isHardware, webglRenderer } from './hardwareRenderer.ts';
import { measureConvolution } from './measureConvolution.ts';
import { modelsOnDemand } from './models/modelsOnDemand.ts';
import type { Outcome, ProgressListener, WorkerApi } from './protocol.ts';
import { runTask } from './runTask.ts';
import { startBackend } from './startBackend.ts';
import { tasks } from './tasks.ts';

const running = new Map<number, AbortController>();
const loadModel = modelsOnDemand();

const api: WorkerApi = {
  async prepare({ forced, remembered, avoid }) {
    const choice = await chooseBackend({
      forced,
      remembered,
      avoid,
      hasHardwareWebgl: () => isHardware(webglRenderer()),
      start: startBackend,
      measure: () => measureConvolution(() => performance.now()),
    });
    if (!choice) return { ok: false };
    watchContext();
    const simd =
      choice.backend === 'wasm' && (await env().getAsync('WASM_HAS_SIMD_SUPPORT')) === true;
    return { ok: true, simd, ...choice };
  },

  async run(id, task, input, onProgress) {
    const controller = new AbortController();
    const { signal } = controller;
    running.set(id, controller);
    const outcome = runTask(tasks, task, input, {
      cancelled: () => signal.aborted,
      onProgress,
      breathe,
      loadModel: (name, listener) => loadModel(name, { signal, onProgress: listener }),
    });
    try {
      return await unlessContextLost(outcome);
    } finally {
      running.delete(id);
      if (onProgress) release(onProgress);
    }
  },

  cancel(id) {
    running.get(id)?.abort();
  },

  ping() {},

  tensors() {
    return memory().numTensors;
  },
};

/** The outcome of a task, unless the graphics card is taken away before it can be believed. */
function unlessContextLost(outcome: Promise<Outcome>): Promise<Outcome> {
  return new Promise((resolve) => {
    const stopWatching = onContextLoss(() => resolve({ end: 'failed', code: 'context-lost' }));
    void outcome.then(async (value) => {
      await breathe(); // the news of a loss may still wait behind a result made of zeros
      stopWatching();
      resolve(value);
    });
  });
}

/** The listener lives in the page; letting go of it closes its message port. */
function release(listener: ProgressListener): void {
  (listener as Partial<Remote<ProgressListener>>)[releaseProxy]?.();
}

expose(api);
