import { abs, engine, max, ResizeBilinear, sum, tidy, type Tensor4D } from '@tensorflow/tfjs-core';

/** The largest |entry| over the channels, Simonyan's map: [N,H,W,C] → [N,H,W,1], unsigned. */
export function largestMagnitude(signal: Tensor4D): Tensor4D {
  return tidy(() => max<Tensor4D>(abs(signal), 3, true));
}

/** The sum over the channels, sign kept: [N,H,W,C] → [N,H,W,1]. */
export function channelSum(signal: Tensor4D): Tensor4D {
  return sum(signal, 3, true);
}

/**
 * A coarse map at the size of the image, bilinear, each value in the middle of the square that it
 * stands for: [N,u,v,1] → [N,H,W,1].
 */
export function enlarge(map: Tensor4D, [h, w]: readonly [number, number]): Tensor4D {
  // The kernel itself: the library's `image` would bring a dozen operations that nobody calls.
  return engine().runKernel(
    ResizeBilinear,
    { images: map },
    { alignCorners: false, halfPixelCenters: true, size: [h, w] },
  );
}
