import { avgPool, type Tensor4D } from '@tensorflow/tfjs-core';

/** The mean of every window of size × size; windows lie side by side. */
export interface AveragePool {
  readonly type: 'averagePool';
  readonly size: number;
}

/** x [N,H,W,C] → [N,⌊H/size⌋,⌊W/size⌋,C]. Its way back is `spreadEvenly`. */
export function averagePool({ size }: AveragePool, x: Tensor4D): Tensor4D {
  return avgPool(x, size, size, 'valid');
}
