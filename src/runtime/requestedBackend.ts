import { BACKENDS, isBackend, type Backend } from './backend.ts';

/** What `?backend=` in the address asks for, and a notice if it asks for something unknown. */
export function requestedBackend(search: string): { backend?: Backend; notice?: string } {
  const text = new URLSearchParams(search).get('backend');
  if (text === null) return {};
  if (isBackend(text)) return { backend: text };
  return {
    notice: `The address asks for the backend “${text}”, which is none of ${BACKENDS.join(', ')}; the book chose for itself.`,
  };
}
