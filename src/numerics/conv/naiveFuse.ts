import type { Array4D } from './naive.ts';

/** Z = X ⋆ₛ K + b in float64, with no padding; shapes as in `fuse`. */
export interface NaiveLayer {
  kernel: Array4D;
  bias: Float64Array;
  stride: number;
}

/** `fuse` from its definition: tap a of the first and tap b of the second meet at tap a + s b. */
export function naiveFuse(first: NaiveLayer, second: NaiveLayer): NaiveLayer {
  const { stride: s } = first;
  const [k1, k2, cin, mid] = first.kernel.shape;
  const [l1, l2, , cout] = second.kernel.shape;
  const shape: Array4D['shape'] = [k1 + s * (l1 - 1), k2 + s * (l2 - 1), cin, cout];
  const values = new Float64Array(shape[0] * shape[1] * cin * cout);
  const bias = second.bias.slice();

  for (let b1 = 0; b1 < l1; b1++) {
    for (let b2 = 0; b2 < l2; b2++) {
      for (let m = 0; m < mid; m++) {
        for (let o = 0; o < cout; o++) {
          const weight = second.kernel.values[((b1 * l2 + b2) * mid + m) * cout + o] ?? Number.NaN;
          bias[o] = (bias[o] ?? Number.NaN) + weight * (first.bias[m] ?? Number.NaN);
          for (let a1 = 0; a1 < k1; a1++) {
            for (let a2 = 0; a2 < k2; a2++) {
              for (let i = 0; i < cin; i++) {
                const tap = first.kernel.values[((a1 * k2 + a2) * cin + i) * mid + m] ?? Number.NaN;
                const at = (((a1 + s * b1) * shape[1] + a2 + s * b2) * cin + i) * cout + o;
                values[at] = (values[at] ?? Number.NaN) + tap * weight;
              }
            }
          }
        }
      }
    }
  }
  return { kernel: { shape, values }, bias, stride: s * second.stride };
}
