import { env, setBackend } from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-backend-webgl';

/**
 * Starts WebGL. A software renderer is let in too: the choice has already kept it out, unless the
 * address forces it.
 */
export async function startWebgl(): Promise<boolean> {
  env().set('SOFTWARE_WEBGL_ENABLED', true);
  return setBackend('webgl');
}
