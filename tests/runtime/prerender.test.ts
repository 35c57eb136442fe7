import { getBackend, grad, memory, scalar, square, tensor1d, tidy } from '@tensorflow/tfjs-core';
import { expect, it } from 'vitest';
import { prerender } from '#runtime/prerender.ts';

it('runs a task on WebAssembly, as most readers do, gradients included', async () => {
  const slope = await prerender(async (x: number) => {
    const [value = NaN] = tidy(() => grad((t) => square(t))(scalar(x))).dataSync();
    return { value, backend: getBackend() };
  }, 3);
  expect(slope).toEqual({ value: 6, backend: 'wasm' });
});

it('runs one task after the other', async () => {
  const order: string[] = [];
  const task = async (name: string) => {
    order.push(`${name} begins`);
    await new Promise((resolve) => setTimeout(resolve, 5));
    order.push(`${name} ends`);
  };
  await Promise.all([prerender(task, 'a'), prerender(task, 'b')]);
  expect(order).toEqual(['a begins', 'a ends', 'b begins', 'b ends']);
});

it('fails with the error of the task, and runs the next one all the same', async () => {
  const failing = prerender(() => Promise.reject(new Error('no such kernel')), undefined);
  const next = prerender((n: number) => Promise.resolve(n + 1), 1);
  await expect(failing).rejects.toThrow('no such kernel');
  expect(await next).toBe(2);
});

it('leaves no tensors behind for a task that leaves none', async () => {
  const before = memory().numTensors;
  await prerender(async () => tidy(() => square(tensor1d([1, 2])).dataSync()), undefined);
  expect(memory().numTensors).toBe(before);
});
