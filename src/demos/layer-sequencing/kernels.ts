import type { Grid } from '#numerics/grid.ts';

/** Kernels by hand: each has a name that says what it answers to. */
export const namedKernels = {
  blur: {
    label: 'blur',
    taps: [
      [1 / 16, 2 / 16, 1 / 16],
      [2 / 16, 4 / 16, 2 / 16],
      [1 / 16, 2 / 16, 1 / 16],
    ],
  },
  edge: {
    label: 'edges →',
    taps: [
      [-1 / 4, 0, 1 / 4],
      [-2 / 4, 0, 2 / 4],
      [-1 / 4, 0, 1 / 4],
    ],
  },
  down: {
    label: 'edges ↓',
    taps: [
      [-1 / 4, -2 / 4, -1 / 4],
      [0, 0, 0],
      [1 / 4, 2 / 4, 1 / 4],
    ],
  },
  outline: {
    label: 'outline',
    taps: [
      [0, 1, 0],
      [1, -4, 1],
      [0, 1, 0],
    ],
  },
} as const satisfies Record<string, { label: string; taps: Grid | readonly (readonly number[])[] }>;

export type KernelName = keyof typeof namedKernels;
