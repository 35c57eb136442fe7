import type { Plugin } from 'vite';

/** Kernels of the wasm backend that no network for pictures calls: strings, sparse tensors, volumes, boxes. */
export const UNUSED_KERNEL =
  /^(string\w+|sparse(FillEmptyRows|Reshape|Segment\w+)|unique|searchSorted|(dense)?[bB]incount|nonMaxSuppression\w+|(conv|avgPool|maxPool)3D\w*)Config$/;

/**
 * Leaves those kernels out of the list that TF.js registers, and with them the code that only they
 * need: some KiB that every reader of a demo with a network would fetch for nothing.
 */
export function leanWasm(): Plugin {
  return {
    name: 'lean-wasm',
    transform(code, id) {
      if (!/tfjs-backend-wasm\/dist\/register_all_kernels\.js$/.test(id.replaceAll('\\', '/'))) {
        return undefined;
      }
      return { code: withoutUnused(code), map: null };
    },
  };
}

/**
 * The list of kernels without the unused ones; their imports stay, for the bundler to drop.
 * Throws if TF.js lists its kernels in another way than expected.
 */
export function withoutUnused(code: string): string {
  const list = /const kernelConfigs = \[([^\]]*)\]/.exec(code)?.[1];
  if (list === undefined)
    throw new Error('register_all_kernels.js: expected “const kernelConfigs = […]”');
  const names = list.split(',').map((name) => name.trim());
  return code.replace(list, names.filter((name) => !UNUSED_KERNEL.test(name)).join(', '));
}
