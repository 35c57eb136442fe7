import { env, memory } from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-core/dist/register_all_gradients';
import { expose, releaseProxy, type Remote } from 'comlink';
import { breathe } from './breathe.ts';
import { chooseBackend } from './chooseBackend.ts';
import { contextLoss } from './contextLoss.ts';
import { isHardware, webglRenderer } from './hardwareRenderer.ts';
import { measureConvolution } from './measureConvolution.ts';
import type { ProgressListener, WorkerApi } from './protocol.ts';
import { runTask } from './runTask.ts';
import { startBackend } from './startBackend.ts';
import { tasks } from './tasks.ts';

const cancelled = new Set<number>();
let lost: Promise<'lost'> = new Promise(() => undefined);

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
    lost = contextLoss();
    const simd =
      choice.backend === 'wasm' && (await env().getAsync('WASM_HAS_SIMD_SUPPORT')) === true;
    return { ok: true, simd, ...choice };
  },

  async run(id, task, input, onProgress) {
    try {
      const outcome = runTask(tasks, task, input, {
        cancelled: () => cancelled.has(id),
        onProgress,
        breathe,
      });
      await Promise.race([lost, outcome]);
      await breathe(); // the news of a loss may still wait behind a result made of zeros
      const first = await Promise.race([lost, outcome]);
      return first === 'lost' ? { end: 'failed', code: 'context-lost' } : first;
    } finally {
      cancelled.delete(id);
      if (onProgress) release(onProgress);
    }
  },

  cancel(id) {
    cancelled.add(id);
  },

  ping() {},

  tensors() {
    return memory().numTensors;
  },
};

/** The listener lives in the page; letting go of it closes its message port. */
function release(listener: ProgressListener): void {
  (listener as Partial<Remote<ProgressListener>>)[releaseProxy]?.();
}

expose(api);
