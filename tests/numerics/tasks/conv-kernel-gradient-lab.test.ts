import '@tensorflow/tfjs-backend-cpu';
import { memory, setBackend } from '@tensorflow/tfjs-core';
import { beforeAll, expect, test } from 'vitest';

import lab, { type KernelLabInput } from '#numerics/tasks/conv-kernel-gradient-lab.ts';

beforeAll(() => setBackend('cpu'));

const handmade: KernelLabInput = {
  x: [
    [1, 2, 0],
    [0, 1, 3],
    [2, 1, 1],
  ],
  kernel: [
    [1, 0],
    [2, -1],
  ],
  g: [
    [1, -1],
    [0, 2],
  ],
  stride: 1,
  padding: 0,
  dilation: 1,
};
const find = (output: Awaited<ReturnType<typeof lab>>, mistake: string) =>
  output.mistaken.find((found) => found.mistake === mistake);

test('the example by hand comes out by all three ways, and differently with G turned', async () => {
  const output = await lab(handmade);
  const right = [
    [1, 8],
    [1, 0],
  ];
  expect(output.theorem).toEqual(right);
  expect(output.automatic).toEqual(right);
  expect(output.central).toEqual(right);
  expect(find(output, 'turned')?.gradient).toEqual([
    [3, 6],
    [-1, 2],
  ]);
});

test('the strided example by hand: (1, −1, −1), and a sixth sample changes nothing', async () => {
  const strided = { ...handmade, kernel: [[0, 0, 0]], g: [[1, -1]], stride: 2 };
  expect((await lab({ ...strided, x: [[1, 2, 0, 3, 1]] })).theorem).toEqual([[1, -1, -1]]);
  expect((await lab({ ...strided, x: [[1, 2, 0, 3, 1, 7]] })).theorem).toEqual([[1, -1, -1]]);
});

test('editing the kernel moves the loss and leaves its gradient alone', async () => {
  const before = await lab(handmade);
  const after = await lab({
    ...handmade,
    kernel: [
      [5, 3],
      [-2, 7],
    ],
  });
  expect(after.loss).not.toBe(before.loss);
  expect(after.theorem).toEqual(before.theorem);
});

test('a G of ones hides the half turn; a one in the corner shows the patch under it', async () => {
  const ones = await lab({
    ...handmade,
    g: [
      [1, 1],
      [1, 1],
    ],
  });
  expect(find(ones, 'turned')?.right).toBe(true);
  const corner = await lab({
    ...handmade,
    g: [
      [1, 0],
      [0, 0],
    ],
  });
  expect(corner.theorem).toEqual([
    [1, 2],
    [0, 1],
  ]);
  expect(find(corner, 'turned')?.gradient).toEqual([
    [1, 3],
    [1, 1],
  ]);
});

test('leaving out the holes is right at stride 1 and wrong at stride 2', async () => {
  expect(find(await lab(handmade), 'no-holes')?.right).toBe(true);
  const wide = {
    ...handmade,
    x: [
      [1, 2, 0, 1],
      [0, 1, 3, 2],
      [2, 1, 1, 0],
      [1, 0, 2, 3],
    ],
    stride: 2,
  };
  expect(find(await lab(wide), 'no-holes')?.right).toBe(false);
});

test('the figure leaves no tensor behind', async () => {
  const before = memory().numTensors;
  await lab({ ...handmade, padding: 1, g: Array.from({ length: 4 }, () => [1, 2, 3, 4]) });
  expect(memory().numTensors).toBe(before);
});
