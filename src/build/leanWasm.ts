import type { Plugin } from 'vite';

/**
 * Kernels of the wasm backend that nothing in the book calls: strings, sparse tensors, volumes, boxes,
 * single entries scattered or gathered, blocks of space, morphology, rarer functions of one number.
 */
export const UNUSED_KERNEL = new RegExp(
  `^(${[
    'string\\w+',
    'sparse(FillEmptyRows|Reshape|Segment\\w+)',
    'unique|searchSorted|(dense)?bincount|multinomial',
    'nonMaxSuppression\\w+|cropAndResize|rotateWithOffset|transform',
    '(conv|avgPool|maxPool)3D\\w*|dilation2D\\w*',
    'gatherNd|scatterNd|tensorScatterUpdate',
    'batchToSpaceND|spaceToBatchND|depthToSpace',
    'acosh?|asinh?|atan[2h]?|cosh|sinh|tan|erf|expm1|selu|softplus|leakyRelu|prelu|eluGrad',
    'isFinite|isInf|floorDiv|mod|logicalXor|bitwiseAnd|broadcastArgs',
    'linSpace|diag|cumprod|topK',
  ].join('|')})Config$`,
  'i',
);

/** What TF.js runs its threads with. Ours are off, since they need HTTP headers: see `startWasm.ts`. */
export const THREADS = /tfjs-backend-wasm-threaded-simd(\.worker)?\.js$/;

/**
 * Leaves out of the wasm backend what no reader needs and every reader of a demo would fetch: those
 * kernels, with the code that only they call, and the 10 KiB of the threads.
 */
export function leanWasm(): Plugin {
  return {
    name: 'lean-wasm',
    enforce: 'pre',
    load(id) {
      if (!THREADS.test(id)) return undefined;
      return /worker\.js$/.test(id)
        ? "export const wasmWorkerContents = '';"
        : "export default () => { throw new Error('The book’s wasm backend has no threads.'); };";
    },
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
