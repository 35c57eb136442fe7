import { dispose, tidy, type Tensor4D } from '@tensorflow/tfjs-core';

import { pixelsSeen, type ReceptiveField } from '../receptiveField.ts';
import { INPUT, type Network } from './network.ts';
import { scalarGradient } from './scalarGradient.ts';
import { unit } from './scalars.ts';

/** What a unit multiplies the pixels by, at one image: z = ⟨K, patch⟩ + b. */
export interface EffectiveKernel {
  /** K: ∂z/∂x on the pixels that the unit sees, [height,width,C]. */
  kernel: Float32Array;
  /** b: what is left when those products are taken from z. */
  bias: number;
  /** z, the unit's value. */
  value: number;
  /** The pixels that the unit sees, cut at the picture's border; ends not included. */
  rows: [number, number];
  columns: [number, number];
}

/**
 * The effective kernel and bias of the unit [row, column, channel] at `place`, for one image x
 * [1,H,W,C], preprocessed. A network of convolutions, ReLUs and maxima is affine near almost every
 * image; these are its coefficients there. Other images have other ones. `view` is the receptive
 * field of the place. Chapter small-filters-visualization.
 */
export async function effectiveKernel(
  network: Network,
  x: Tensor4D,
  { place, index }: { place: string; index: readonly [number, number, number] },
  view: ReceptiveField,
): Promise<EffectiveKernel> {
  const [, h, w, c] = x.shape;
  const found = tidy(() => scalarGradient(network, x, unit(place, index), { to: INPUT }));
  const [[value = Number.NaN], gradient, pixels] = await Promise.all([
    found.value.data(),
    found.signal.data(),
    x.data(),
  ]);
  dispose(found);

  const { rows, columns } = pixelsSeen(view, [index[0], index[1]], [h, w]);
  const width = columns[1] - columns[0];
  const kernel = new Float32Array((rows[1] - rows[0]) * width * c);
  let products = 0;
  for (let row = rows[0]; row < rows[1]; row++) {
    const from = (row * w + columns[0]) * c;
    kernel.set(gradient.subarray(from, from + width * c), (row - rows[0]) * width * c);
    for (let i = from; i < from + width * c; i++) {
      products += (gradient[i] ?? Number.NaN) * (pixels[i] ?? Number.NaN);
    }
  }
  return { kernel, bias: value - products, value, rows, columns };
}
