import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { THREADS, UNUSED_KERNEL, withoutUnused } from '#build/leanWasm.ts';

const list = readFileSync(
  'node_modules/@tensorflow/tfjs-backend-wasm/dist/register_all_kernels.js',
  'utf8',
);
const kernels = (code: string) =>
  (/const kernelConfigs = \[([^\]]*)\]/.exec(code)?.[1] ?? '')
    .split(',')
    .map((name) => name.trim());

test('of the wasm kernels only those for what no network for pictures does are left out', () => {
  const kept = kernels(withoutUnused(list));
  const left = kernels(list).filter((name) => !kept.includes(name));
  expect(left).toHaveLength(62);
  expect(left).toContain('stringSplitConfig');
  for (const name of ['conv2D', 'maxPool', 'avgPool', 'resizeBilinear', 'LRN', 'sparseToDense']) {
    expect(kept.map((config) => config.toLowerCase())).toContain(`${name}config`.toLowerCase());
  }
});

test('threads are left out, and are off where wasm starts', () => {
  const files = readdirSync('node_modules/@tensorflow/tfjs-backend-wasm/wasm-out');
  expect(files.filter((file) => THREADS.test(file)).sort()).toEqual([
    'tfjs-backend-wasm-threaded-simd.js',
    'tfjs-backend-wasm-threaded-simd.worker.js',
  ]);
  expect(readFileSync('src/runtime/startWasm.ts', 'utf8')).toContain(
    "set('WASM_HAS_MULTITHREAD_SUPPORT', false)",
  );
});

test('nothing in the book calls an operation whose wasm kernel is left out', () => {
  const sources = readdirSync('src', { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.tsx?$/.test(file))
    .map((file) => readFileSync(join('src', file), 'utf8'));
  for (const code of sources) {
    expect(code).not.toMatch(
      /\bimage\.(nonMaxSuppression|cropAndResize|rotateWithOffset|transform)/,
    );
    for (const [, names = ''] of code.matchAll(
      /import \{([^}]*)\} from '@tensorflow\/tfjs-core'/g,
    )) {
      for (const name of names.split(',').map((part) => part.replace('type ', '').trim())) {
        expect(UNUSED_KERNEL.test(`${name.replace(/3d$/, '3D')}Config`), name).toBe(false);
        expect(['string', 'sparse', 'conv3dTranspose']).not.toContain(name);
      }
    }
  }
});

test('a list written in another way is not passed over in silence', () => {
  expect(() => withoutUnused('registerKernel(absConfig);')).toThrow(/expected/);
});
