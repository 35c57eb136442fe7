import type { Model } from '#numerics/network/model.ts';
import type { Manifest } from '#numerics/network/manifest.ts';
import { RuntimeError } from '../errors.ts';
import { untilAborted } from '../untilAborted.ts';
import { checkWeights, parseManifest, type Digest } from './checkModel.ts';

/** How a file of a model is read. */
export interface ReadOptions {
  /** Whether copies on the way (the browser's, a proxy's) are not to be trusted. */
  fresh: boolean;
  /** Hears how many bytes have arrived. */
  onBytes?: ((count: number) => void) | undefined;
}

/**
 * Reads a file such as 'base/manifest.json' from where the models are. Rejects with a RuntimeError:
 * `model-missing` if there is no such file, `model-unreachable` if it does not arrive.
 */
export type ReadFile = (path: string, options: ReadOptions) => Promise<ArrayBuffer>;

/** Where weights are kept from visit to visit. */
export interface WeightsStore {
  /** The bytes last kept for this path and checksum, or null. */
  find(path: string, sha256: string): Promise<ArrayBuffer | null>;
  keep(path: string, sha256: string, bytes: ArrayBuffer): Promise<void>;
}

/** What loading needs of the world around it. */
export interface Surroundings {
  read: ReadFile;
  digest: Digest;
  store?: WeightsStore | undefined;
  /** Waits before the next attempt, in milliseconds. */
  wait(milliseconds: number): Promise<void>;
}

/** How a load is followed, and given up on. */
export interface LoadOptions {
  signal?: AbortSignal | undefined;
  onProgress?: ((fraction: number) => void) | undefined;
}

/** Loads a model of the book by its name. */
export type LoadModel = (name: string, options?: LoadOptions) => Promise<Model>;

const PAUSES = [300, 1500];

/**
 * Loads models, each once: manifest, then weights, checked against it. What does not arrive, or
 * arrives damaged, is asked for twice more, past every copy on the way. Whoever asks for a model on
 * its way waits for that one; giving up (`signal`) ends the waiting, not the load, for the next run
 * of a demo wants the same network. Rejects with a RuntimeError; then the next call starts anew.
 */
export function modelLoader(around: Surroundings): LoadModel {
  const loads = new Map<string, { model: Promise<Model>; listeners: Set<(f: number) => void> }>();
  return async (name, { signal, onProgress } = {}) => {
    let load = loads.get(name);
    if (!load) {
      const listeners = new Set<(fraction: number) => void>();
      const tell = (fraction: number) => listeners.forEach((listener) => listener(fraction));
      load = { model: loadPatiently(around, name, tell), listeners };
      loads.set(name, load);
      load.model.catch(() => loads.delete(name));
    }
    const { model, listeners } = load;
    if (onProgress) listeners.add(onProgress);
    try {
      return await untilAborted(model, signal);
    } finally {
      if (onProgress) listeners.delete(onProgress);
    }
  };
}

async function loadPatiently(
  around: Surroundings,
  name: string,
  tell: (fraction: number) => void,
): Promise<Model> {
  if (!/^[a-z0-9-]+$/.test(name)) throw new RuntimeError('model-missing', name);
  for (let attempt = 0; ; attempt++) {
    try {
      return await loadOnce(around, name, attempt > 0, tell);
    } catch (error) {
      const pause = PAUSES[attempt];
      const hopeless = error instanceof RuntimeError && error.code === 'model-missing';
      if (hopeless || pause === undefined) throw error;
      await around.wait(pause);
    }
  }
}

async function loadOnce(
  { read, digest, store }: Surroundings,
  name: string,
  fresh: boolean,
  tell: (fraction: number) => void,
): Promise<Model> {
  const manifest = parseManifest(name, await read(`${name}/manifest.json`, { fresh }));
  const path = `${name}/${manifest.weights.file}`;
  const kept = fresh ? null : await store?.find(path, manifest.weights.sha256);
  const weights = (kept && (await intact(manifest, kept, digest))) ?? (await readWeights());
  tell(1);
  return { manifest, weights };

  async function readWeights(): Promise<ArrayBuffer> {
    const { bytes, sha256 } = manifest.weights;
    const onBytes = (count: number) => tell(Math.min(1, count / bytes));
    const arrived = await read(path, { fresh, onBytes });
    await checkWeights(manifest, arrived, digest);
    await store?.keep(path, sha256, arrived);
    return arrived;
  }
}

/** The kept bytes, or null if they have suffered. */
async function intact(
  manifest: Manifest,
  kept: ArrayBuffer,
  digest: Digest,
): Promise<ArrayBuffer | null> {
  try {
    await checkWeights(manifest, kept, digest);
    return kept;
  } catch {
    return null;
  }
}
