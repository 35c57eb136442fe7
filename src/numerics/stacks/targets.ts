import { normal } from '../normal.ts';
import { mulberry32 } from '../random.ts';
import { plainKernel, type PlainKernel } from './plainStack.ts';

/** Large kernels to be made of small ones. */
export const targetNames = ['blur', 'wave', 'ring', 'corners', 'lot'] as const;
export type TargetName = (typeof targetNames)[number];

/** The side of a target. */
export const TARGET_SIDE = 7;

/**
 * A 7×7 kernel by its name, of squares that sum to 1: a Gaussian blur of σ = 1.4; a slanted wave in
 * a Gaussian window, as first layers learn them; a ring; the four corners alone; or each number drawn
 * from the seed.
 */
export function targetKernel(name: TargetName, seed: number): PlainKernel {
  const draw = normal(mulberry32(Math.imul(seed + 1, 0x85ebca6b)));
  const half = (TARGET_SIDE - 1) / 2;
  let at = 0;
  const kernel = plainKernel(TARGET_SIDE, 1, 1, () => {
    const [y, x] = [Math.floor(at / TARGET_SIDE) - half, (at % TARGET_SIDE) - half];
    at++;
    return valueAt(name, x, y, draw);
  });
  const length = Math.hypot(...kernel.values);
  return { ...kernel, values: kernel.values.map((value) => value / length) };
}

function valueAt(name: TargetName, x: number, y: number, draw: () => number): number {
  const r2 = x * x + y * y;
  switch (name) {
    case 'blur':
      return Math.exp(-r2 / (2 * 1.4 ** 2));
    case 'wave':
      return Math.exp(-r2 / (2 * 1.9 ** 2)) * Math.cos((2 * Math.PI * (0.8 * x + 0.6 * y)) / 4);
    case 'ring':
      return Math.exp(-((Math.sqrt(r2) - 2.6) ** 2) / 0.5);
    case 'corners':
      return Math.abs(x) === 3 && Math.abs(y) === 3 ? 1 : 0;
    case 'lot':
      return draw();
  }
}
