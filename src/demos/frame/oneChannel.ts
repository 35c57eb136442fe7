import * as z from 'zod/mini';
import { convGeometry, type ConvGeometry } from '#numerics/conv/geometry.ts';
import { sizeOf, type Matrix } from '#ui/matrix.ts';

/** A layer with one channel, as a reader sets it. */
export interface OneChannelLayer {
  x: Matrix;
  kernel: Matrix;
  g: Matrix;
  stride: number;
  padding: number;
  dilation: number;
}

type Setting = Pick<OneChannelLayer, 'stride' | 'padding' | 'dilation'>;

/** Sizes of the layer. Throws when the kernel does not fit. */
export function geometryOf(x: Matrix, kernel: Matrix, setting: Setting): ConvGeometry {
  const { stride, padding, dilation } = setting;
  const pads = { top: padding, bottom: padding, left: padding, right: padding };
  return convGeometry(sizeOf(x), sizeOf(kernel), { stride, padding: pads, dilation });
}

/** Whether the kernel fits, and G has the size of Y. */
export function isConsistent(layer: OneChannelLayer): boolean {
  try {
    const [rows, columns] = geometryOf(layer.x, layer.kernel, layer).outputSize;
    return layer.g.length === rows && layer.g[0]?.length === columns;
  } catch {
    return false;
  }
}

/** A table of at most `most` × `most` numbers, its rows of equal length. */
export function tableSchema(most: number) {
  const entry = z.number().check(z.gte(-1e6), z.lte(1e6));
  const row = z.array(entry).check(z.minLength(1), z.maxLength(most));
  return z.array(row).check(
    z.minLength(1),
    z.maxLength(most),
    z.refine((rows) => rows.every((cells) => cells.length === rows[0]?.length)),
  );
}
