import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { RuntimeError } from '../errors.ts';
import type { ReadFile } from './modelLoader.ts';

/** Reads files from a folder, at build time. */
export function readFromFolder(folder: string): ReadFile {
  return async (path, { onBytes }) => {
    const bytes = await readFile(join(folder, path)).catch(() => {
      throw new RuntimeError('model-missing', join(folder, path));
    });
    onBytes?.(bytes.length);
    return Uint8Array.from(bytes).buffer; // Node's buffers may be a part of a larger one
  };
}
