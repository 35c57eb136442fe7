import { tidy, type Tensor4D } from '@tensorflow/tfjs-core';

import { correlate } from './correlate.ts';
import { dilate } from './dilate.ts';
import { convGeometry, type ConvOptions } from './geometry.ts';
import { padOrCrop } from './padOrCrop.ts';
import { requireShape } from './requireShape.ts';

/**
 * Y = X ⋆ K, a convolutional layer's forward pass: cross-correlation of the padded input with the
 * kernel, Y[r,c] = Σ X[rs+ad−p, cs+bd−p] · K[a,b], summed over input channels.
 * x [N,H,W,Cin], kernel [K₁,K₂,Cin,Cout] → [N,H',W',Cout].
 * Throws on channels that differ and on what `convGeometry` refuses.
 */
export function forward(x: Tensor4D, kernel: Tensor4D, options: ConvOptions = {}): Tensor4D {
  const [, h, w] = x.shape;
  const [k1, k2, cin] = kernel.shape;
  requireShape('an input x with the kernel’s input channels', x.shape, [-1, -1, -1, cin]);
  const { pads, stride, dilation } = convGeometry([h, w], [k1, k2], options);
  return tidy(() => {
    const padded = padOrCrop(x, pads);
    // conv2d can dilate by itself, but then neither takes a stride nor can be differentiated.
    const dilatedKernel = dilate(kernel, dilation, 0);
    return correlate(padded, dilatedKernel, stride);
  });
}
