import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import type { DataId, TensorInfo } from '@tensorflow/tfjs-core';

interface Kept {
  source: DataId;
  variant: string;
  kernel: TensorInfo;
}

/** More than the layers of any network in the book: going through them in turn never misses. */
const LIMIT = 256;

const keptBy = new WeakMap<BackendWasm, Kept[]>();

/**
 * The rearranged kernel made from `filter`, made once for each set of weights: a fresh one has to be
 * flipped and packed, which takes longer than the convolution of one image. Tensors never change in
 * place, so the filter's data id stands for its values. Kept kernels belong to the backend, not to
 * the engine's count of tensors; they are freed on the first call after their filter is, and the
 * least recently used one goes when there are more than 256.
 */
export function keptKernel(
  backend: BackendWasm,
  filter: TensorInfo,
  variant: string,
  make: () => TensorInfo,
): TensorInfo {
  const kept = (keptBy.get(backend) ?? []).filter((entry) => {
    if (backend.dataIdMap.has(entry.source)) return true;
    backend.disposeData(entry.kernel.dataId);
    return false;
  });
  keptBy.set(backend, kept);

  const at = kept.findIndex((k) => k.source === filter.dataId && k.variant === variant);
  const [found] = at < 0 ? [] : kept.splice(at, 1);
  const entry = found ?? { source: filter.dataId, variant, kernel: make() };
  kept.push(entry);
  if (kept.length > LIMIT) {
    const oldest = kept.shift();
    if (oldest) backend.disposeData(oldest.kernel.dataId);
  }
  return entry.kernel;
}

/** How many rearranged kernels the backend holds at the moment. */
export function keptKernelCount(backend: BackendWasm): number {
  return keptBy.get(backend)?.length ?? 0;
}
