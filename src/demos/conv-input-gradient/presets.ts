/** A kernel worth trying, with what rotation by 180° does to it. */
export interface KernelPreset {
  name: string;
  values: number[][];
}

/** Kernels for the lab and for the four tests at the head of the chapter. */
export const presets = {
  free: {
    name: 'no symmetry',
    values: [
      [1, 2, 0],
      [0, -1, 1],
      [-2, 1, 1],
    ],
  },
  blur: {
    name: 'blur',
    values: [
      [1, 2, 1],
      [2, 4, 2],
      [1, 2, 1],
    ],
  },
  laplacian: {
    name: 'Laplacian',
    values: [
      [0, 1, 0],
      [1, -4, 1],
      [0, 1, 0],
    ],
  },
  sobel: {
    name: 'Sobel',
    values: [
      [-1, 0, 1],
      [-2, 0, 2],
      [-1, 0, 1],
    ],
  },
  example: {
    name: 'worked example',
    values: [
      [1, 0],
      [2, -1],
    ],
  },
} satisfies Record<string, KernelPreset>;

export type PresetName = keyof typeof presets;
export const presetNames = Object.keys(presets) as PresetName[];

/** The preset with exactly these values, if there is one. */
export function presetOf(kernel: readonly (readonly number[])[]): PresetName | null {
  const text = JSON.stringify(kernel);
  return presetNames.find((name) => JSON.stringify(presets[name].values) === text) ?? null;
}
