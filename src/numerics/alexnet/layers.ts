import { add, mul, square, sub, tanh, type Tensor4D } from '@tensorflow/tfjs-core';

import { biasGradient } from '../conv/biasGradient.ts';
import { forward } from '../conv/forward.ts';
import { inputGradient } from '../conv/inputGradient.ts';
import { kernelGradient } from '../conv/kernelGradient.ts';
import { reluLayer, weight } from '../depth/deepLayers.ts';
import type { Named, Passed } from '../depth/pullback.ts';
import { maxPool, throughSwitches } from '../network/layers/maxPool.ts';
import type { Ingredients } from './ingredients.ts';
import { overlappingPool } from './overlappingPool.ts';

/** X ⋆ K + b with an odd kernel, padded so that the size stays. */
export function convolution(weights: Named, name: string) {
  return (x: Tensor4D): Passed => {
    const kernel = weight<Tensor4D>(weights, `${name}.kernel`);
    const [k1, k2] = kernel.shape;
    const reach = (k1 - 1) / 2;
    const padding = { top: reach, bottom: reach, left: reach, right: reach };
    return {
      out: add(forward(x, kernel, { padding }), weight(weights, `${name}.shift`)),
      back: (g, found) => {
        found[`${name}.kernel`] = kernelGradient(x, g, [k1, k2], { padding });
        found[`${name}.shift`] = biasGradient(g);
        const [, h, w] = x.shape;
        return inputGradient(g, kernel, [h, w], { padding });
      },
    };
  };
}

/** max(0, z), or tanh z, whose slope 1 − tanh² z is below 1 everywhere but at zero. */
export function activation(kind: Ingredients['activation']) {
  return (z: Tensor4D): Passed => {
    if (kind === 'relu') return reluLayer(z);
    const out = tanh(z);
    return { out, back: (g) => mul(g, sub(1, square(out))) };
  };
}

/** The maximum of windows two apart: 3×3, which overlap, or 2×2. */
export function pooling(overlap: boolean) {
  return (x: Tensor4D): Passed => {
    if (overlap) return overlappingPool(x);
    const windows = { type: 'maxPool', size: 2 } as const;
    const out = maxPool(windows, x);
    return { out, back: (g) => throughSwitches(windows, g, x, out) };
  };
}
