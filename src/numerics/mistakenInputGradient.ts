import { concat, slice, tidy, type Tensor4D } from '@tensorflow/tfjs-core';

import { correlate } from './conv/correlate.ts';
import { dilate } from './conv/dilate.ts';
import { flip, swapChannels } from './conv/flip.ts';
import { convGeometry, type ConvOptions } from './conv/geometry.ts';
import { padOrCrop } from './conv/padOrCrop.ts';

/** The ways to get an input gradient wrong that chapter conv-input-gradient tries out. */
export const mistakes = ['no-flip', 'same-padding', 'no-zeros', 'repeat'] as const;
export type Mistake = (typeof mistakes)[number];

/**
 * `inputGradient` with one line changed: `no-flip` slides the kernel as it is; `same-padding` pads
 * G by the forward p instead of d(K−1) − p; `no-zeros` ignores the stride; `repeat` copies each
 * entry of G s times where s − 1 zeros belong. Shapes as in `inputGradient`, but the result may
 * have another size; null if the kernel does not even fit.
 */
export function mistakenInputGradient(
  mistake: Mistake,
  upstreamGradient: Tensor4D,
  kernel: Tensor4D,
  inputSize: [number, number],
  options: ConvOptions = {},
): Tensor4D | null {
  const [k1, k2] = kernel.shape;
  const geometry = convGeometry(inputSize, [k1, k2], options);
  const { pads, stride, dilation, dropped, dilatedKernelSize } = geometry;
  const padding = (axis: 0 | 1, forwardPad: number) =>
    mistake === 'same-padding' ? forwardPad : dilatedKernelSize[axis] - 1 - forwardPad;
  const around = {
    top: padding(0, pads.top),
    bottom: padding(0, pads.bottom) + dropped[0],
    left: padding(1, pads.left),
    right: padding(1, pads.right) + dropped[1],
  };
  const step = mistake === 'no-zeros' ? ([1, 1] as const) : stride;
  const size = [0, 1].map((axis) => {
    const entries = upstreamGradient.shape[axis + 1] ?? 0;
    const border = axis === 0 ? around.top + around.bottom : around.left + around.right;
    return (entries - 1) * (step[axis] ?? 1) + 1 + border - (dilatedKernelSize[axis] ?? 0) + 1;
  });
  if (size.some((rows) => rows < 1)) return null;
  return tidy(() => {
    const spread =
      mistake === 'repeat'
        ? repeatEntries(upstreamGradient, stride)
        : dilate(upstreamGradient, [...step], 1);
    const dilated = dilate(kernel, dilation, 0);
    const slid = mistake === 'no-flip' ? dilated : flip(dilated);
    return correlate(padOrCrop(spread, around), swapChannels(slid));
  });
}

/** Each entry s times in a row, cut to the size that s − 1 zeros between would give. */
function repeatEntries(x: Tensor4D, [rows, columns]: [number, number]): Tensor4D {
  const [n, h, w, c] = x.shape;
  const tall = concat(
    Array.from({ length: h * rows }, (_, r) =>
      slice(x, [0, Math.floor(r / rows), 0, 0], [n, 1, w, c]),
    ),
    1,
  );
  const wide = concat(
    Array.from({ length: w * columns }, (_, q) =>
      slice(tall, [0, 0, Math.floor(q / columns), 0], [n, h * rows, 1, c]),
    ),
    2,
  );
  return slice(wide, [0, 0, 0, 0], [n, (h - 1) * rows + 1, (w - 1) * columns + 1, c]);
}
