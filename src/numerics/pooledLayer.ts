import { naiveForward, naiveInputGradient } from './conv/naive.ts';
import { gridOf, imageOf, kernelOf, type Grid } from './grid.ts';
import type { ReluRule } from './network/layers/relu.ts';
import { throughRelu } from './reluRules.ts';

/** Side of a pooling window; windows lie side by side. */
const SIZE = 2;

/** A place of a grid, from 0. */
export interface Place {
  row: number;
  column: number;
}

/** One layer there: z = x ⋆ K, a = ReLU(z), y the maximum of each 2×2 window of a. */
export interface PooledLayer {
  z: Grid;
  a: Grid;
  y: Grid;
  /** Where each window's maximum stood, in reading order of y; of several the first. */
  switches: Place[];
}

/** The same layer back: the three operations in reversed order. */
export interface PooledLayerBack {
  /** R at a: unpooled. */
  unpooled: Grid;
  /** R at z: through the ReLU. */
  rectified: Grid;
  /** R at x: through the transposed kernel. */
  input: Grid;
}

/**
 * Convolution, ReLU and pooling of one channel, by hand: x of even sides, kernel K of odd sides, no
 * bias, padded so that z has the size of x.
 */
export function pooledLayer(x: Grid, kernel: Grid): PooledLayer {
  const width = x[0]?.length ?? 0;
  const convolved = naiveForward(imageOf(x), kernelOf(kernel), { padding: 'same' });
  const z = gridOf(convolved.values, width);
  const a = z.map((row) => row.map((value) => Math.max(0, value)));
  const windows = range(x.length / SIZE).map((r) =>
    range(width / SIZE).map((c) => largestIn(a, SIZE * r, SIZE * c)),
  );
  return {
    z,
    a,
    y: windows.map((row) => row.map(({ value }) => value)),
    switches: windows.flat().map(({ place }) => place),
  };
}

/**
 * A signal R at y back to x: to the switches (or, those forgotten, in equal shares to the whole
 * window), through the ReLU by one of the three rules, through Kᵀ.
 */
export function pooledLayerBack(
  { z, switches }: PooledLayer,
  kernel: Grid,
  signal: Grid,
  rules: { relu: ReluRule; switches: 'own' | 'forgotten' },
): PooledLayerBack {
  const [h, w] = [z.length, z[0]?.length ?? 0];
  const columns = w / SIZE;
  const unpooled = range(h).map((row) =>
    range(w).map((column) => {
      const [r, c] = [Math.floor(row / SIZE), Math.floor(column / SIZE)];
      const arriving = signal[r]?.[c] ?? Number.NaN;
      if (rules.switches === 'forgotten') return arriving / SIZE ** 2;
      const place = switches[r * columns + c];
      return place?.row === row && place.column === column ? arriving : 0;
    }),
  );
  const rectified = unpooled.map((row, r) =>
    row.map((value, c) => throughRelu(rules.relu, z[r]?.[c] ?? Number.NaN, value)),
  );
  const back = naiveInputGradient(imageOf(rectified), kernelOf(kernel), [h, w], {
    padding: 'same',
  });
  return { unpooled, rectified, input: gridOf(back.values, w) };
}

function largestIn(a: Grid, top: number, left: number): { value: number; place: Place } {
  let best = { value: -Infinity, place: { row: top, column: left } };
  for (const row of range(SIZE, top)) {
    for (const column of range(SIZE, left)) {
      const value = a[row]?.[column] ?? Number.NaN;
      if (value > best.value) best = { value, place: { row, column } };
    }
  }
  return best;
}

function range(count: number, first = 0): number[] {
  return Array.from({ length: count }, (_, i) => first + i);
}
