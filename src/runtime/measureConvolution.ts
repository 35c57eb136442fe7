import { conv2d, ones, tidy, type Tensor4D } from '@tensorflow/tfjs-core';

/**
 * Milliseconds the current backend takes for one layer of the book's network (16×16, 3×3, 64→64),
 * the best of three after a first call that may compile. Tens of milliseconds in all.
 */
export async function measureConvolution(now: () => number): Promise<number> {
  const x: Tensor4D = ones([1, 16, 16, 64]);
  const kernel: Tensor4D = ones([3, 3, 64, 64]);
  let best = Infinity;
  for (let call = 0; call < 4; call++) {
    const start = now();
    const y = tidy(() => conv2d(x, kernel, 1, 'same'));
    await y.data();
    y.dispose();
    if (call > 0) best = Math.min(best, now() - start);
  }
  x.dispose();
  kernel.dispose();
  return best;
}
