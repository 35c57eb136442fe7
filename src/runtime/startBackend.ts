import type { Backend } from './backend.ts';

/**
 * Loads a backend, makes it TensorFlow.js's current one and readies what the book adds to it. Each
 * backend is a chunk of its own: a page fetches those it uses.
 * @returns false if its files do not arrive or the browser cannot run it.
 */
export async function startBackend(backend: Backend): Promise<boolean> {
  try {
    if (backend === 'wasm') return await (await import('./startWasm.ts')).startWasm();
    if (backend === 'webgl') return await (await import('./startWebgl.ts')).startWebgl();
    return await (await import('./startCpu.ts')).startCpu();
  } catch {
    return false;
  }
}
