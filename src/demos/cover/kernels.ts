import type { Matrix } from '#ui/matrix.ts';

/** A kernel to look through, chosen by hand, and what its map shows. */
export interface NamedKernel {
  name: string;
  label: string;
  weights: Matrix;
  shows: string;
}

/** The kernels that the cover offers. */
export const kernels: readonly NamedKernel[] = [
  {
    name: 'right',
    label: 'edges →',
    weights: [
      [-1, 0, 1],
      [-2, 0, 2],
      [-1, 0, 1],
    ],
    shows:
      'This kernel is positive (orange) where the picture gets lighter to the right, negative (blue) where it gets darker. Wires that run across leave it cold.',
  },
  {
    name: 'down',
    label: 'edges ↓',
    weights: [
      [-1, -2, -1],
      [0, 0, 0],
      [1, 2, 1],
    ],
    shows:
      'This kernel is positive (orange) where the picture gets lighter downwards, negative (blue) where it gets darker. Wires that hang down leave it cold.',
  },
  {
    name: 'slant',
    label: 'edges ↗',
    weights: [
      [0, 1, 2],
      [-1, 0, 1],
      [-2, -1, 0],
    ],
    shows:
      'This kernel is positive (orange) where the picture gets lighter towards the upper right, negative (blue) where it gets darker: the cat looks lit from one side.',
  },
  {
    name: 'lines',
    label: 'dark lines |',
    weights: [
      [1, -2, 1],
      [1, -2, 1],
      [1, -2, 1],
    ],
    shows:
      'This kernel is positive (orange) on thin dark lines that run up and down. It finds the wires behind the cat, and hardly the cat.',
  },
  {
    name: 'outline',
    label: 'outline',
    weights: [
      [1, 1, 1],
      [1, -8, 1],
      [1, 1, 1],
    ],
    shows:
      'This kernel, a Laplacian, is positive (orange) where a pixel is darker than its neighbours, negative (blue) where it is lighter, whatever the direction.',
  },
  {
    name: 'blur',
    label: 'blur',
    weights: [
      [1, 1, 1],
      [1, 1, 1],
      [1, 1, 1],
    ],
    shows:
      'This kernel adds up its nine pixels. It has no negative weight, so its map is a picture again, softer than the first.',
  },
];

/** The offered kernel with these weights, or undefined once the reader has made their own. */
export function namedKernel(weights: Matrix): NamedKernel | undefined {
  const text = JSON.stringify(weights);
  return kernels.find((kernel) => JSON.stringify(kernel.weights) === text);
}
