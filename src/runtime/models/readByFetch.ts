import { RuntimeError } from '../errors.ts';
import type { ReadFile } from './modelLoader.ts';

/** Reads files over the network; `address` makes a file's address from its path. */
export function readByFetch(
  address: (path: string) => string,
  fetchFile: typeof fetch = (...request) => fetch(...request),
): ReadFile {
  return async (path, { fresh, onBytes }) => {
    try {
      // Without `fresh` the browser still asks whether its copy is the current one.
      const response = await fetchFile(address(path), { cache: fresh ? 'reload' : 'no-cache' });
      if (response.status === 404 || response.status === 410) {
        throw new RuntimeError('model-missing', path);
      }
      if (!response.ok) throw new RuntimeError('model-unreachable', `${path}: ${response.status}`);
      return await bytesOf(response, onBytes);
    } catch (error) {
      if (error instanceof RuntimeError) throw error;
      throw new RuntimeError('model-unreachable', path); // no connection, or cut off
    }
  };
}

async function bytesOf(
  response: Response,
  onBytes: ((count: number) => void) | undefined,
): Promise<ArrayBuffer> {
  if (!response.body || !onBytes) return response.arrayBuffer();
  const chunks: Uint8Array<ArrayBuffer>[] = [];
  let count = 0;
  const reader = response.body.getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return new Blob(chunks).arrayBuffer();
    chunks.push(value);
    count += value.length;
    onBytes(count);
  }
}
