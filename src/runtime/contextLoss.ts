import { backend } from '@tensorflow/tfjs-core';

interface WithWebgl {
  getGPGPUContext(): { gl: WebGL2RenderingContext };
}

/**
 * Resolves when the WebGL context of the current backend is taken away; never for other backends.
 * From then on its results are zeros, or never come: they must not be waited for or believed.
 */
export function contextLoss(): Promise<'lost'> {
  return new Promise((resolve) => {
    const current: unknown = backend();
    if (!hasWebgl(current)) return;
    const { gl } = current.getGPGPUContext();
    if (gl.isContextLost()) resolve('lost');
    else gl.canvas.addEventListener('webglcontextlost', () => resolve('lost'), { once: true });
  });
}

function hasWebgl(value: unknown): value is WithWebgl {
  return typeof value === 'object' && value !== null && 'getGPGPUContext' in value;
}
