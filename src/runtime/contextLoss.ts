import { backend } from '@tensorflow/tfjs-core';

interface WithWebgl {
  getGPGPUContext(): { gl: WebGL2RenderingContext };
}

const waiting = new Set<() => void>();
let lost = false;

/** Watches the WebGL context of the current backend, if it has one. To be called once, when it starts. */
export function watchContext(): void {
  const current: unknown = backend();
  if (!hasWebgl(current)) return;
  const lose = () => {
    lost = true;
    for (const listener of waiting) listener();
  };
  const { gl } = current.getGPGPUContext();
  if (gl.isContextLost()) lose();
  else gl.canvas.addEventListener('webglcontextlost', lose, { once: true });
}

/**
 * Calls the listener once the context has been taken away, until the returned function is called.
 * From then on results are zeros, or never come: they must not be waited for or believed.
 */
export function onContextLoss(listener: () => void): () => void {
  if (lost) listener();
  // A set, not a promise: a promise that never settles would keep every result it was raced with.
  waiting.add(listener);
  return () => waiting.delete(listener);
}

function hasWebgl(value: unknown): value is WithWebgl {
  return typeof value === 'object' && value !== null && 'getGPGPUContext' in value;
}
