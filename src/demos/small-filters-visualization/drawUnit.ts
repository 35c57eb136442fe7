import { whereStrongest, whereText } from '#demos/attribution/whereStrongest.ts';
import { kernelSheet, type KernelSheet } from '#demos/network/kernelSheet.ts';
import type { KernelOutput } from '#numerics/tasks/small-filters-visualization-kernel.ts';
import { imageUri } from '#ui/imageUri.ts';
import type { ImageBox } from '#ui/PixelImage.tsx';

/** An effective kernel as it is shown. */
export interface DrawnKernel extends KernelSheet {
  where: string;
  seen: ImageBox;
  value: number;
  bias: number;
  selectivity: number;
}

/** A unit's weights and its two effective kernels as images and numbers. */
export interface DrawnUnit {
  /** The first layer's kernels, or the slices of the unit's own kernel. */
  weights: KernelSheet;
  columns: number;
  /** Side and channels of the kernel. */
  size: number;
  slices: number;
  isFirstLayer: boolean;
  /** Side of the receptive field. */
  side: number;
  effective: [DrawnKernel, DrawnKernel];
  cosine: number;
}

/** The numbers of a unit as they are shown; zero is middle grey where there are three colours. */
export function drawUnit(found: KernelOutput): DrawnUnit {
  const [size, , slices, count] = found.shape;
  const isFirstLayer = found.all.length > 0;
  const columns = isFirstLayer || slices <= 64 ? 8 : 16;
  const [all, tileCount, channels] = isFirstLayer
    ? ([found.all, count, 3] as const)
    : ([found.weights, slices, 1] as const);
  const tiles = Array.from({ length: tileCount }, (_, n) =>
    Float32Array.from({ length: size * size * channels }, (_, i) => all[i * tileCount + n] ?? 0),
  );
  const [first, second] = found.effective;
  return {
    weights: kernelSheet({ tiles, size, channels, columns }),
    columns,
    size,
    slices,
    isFirstLayer,
    side: found.seen,
    effective: [drawKernel(first), drawKernel(second)],
    cosine: found.cosine,
  };
}

function drawKernel(found: KernelOutput['effective'][number]): DrawnKernel {
  const { kernel, rows, columns, value, bias, selectivity } = found;
  const [height, width] = [rows[1] - rows[0], columns[1] - columns[0]];
  const scale = kernel.reduce((most, weight) => Math.max(most, Math.abs(weight)), 0) || 1;
  const pixels = Float32Array.from(kernel, (weight) => 0.5 + weight / (2 * scale));
  const strength = Float32Array.from({ length: height * width }, (_, i) =>
    Math.hypot(...kernel.subarray(3 * i, 3 * i + 3)),
  );
  return {
    src: imageUri({ width, height, kind: 'rgb', pixels }),
    width,
    height,
    where: whereText(whereStrongest(strength, [height, width])),
    seen: { row: rows[0], column: columns[0], height, width },
    value,
    bias,
    selectivity,
  };
}
