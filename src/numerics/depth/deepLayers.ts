import {
  add,
  maxPool,
  mul,
  pad,
  relu,
  slice,
  step,
  type Tensor,
  type Tensor4D,
} from '@tensorflow/tfjs-core';

import { biasGradient } from '../conv/biasGradient.ts';
import { dilate } from '../conv/dilate.ts';
import { forward } from '../conv/forward.ts';
import { inputGradient } from '../conv/inputGradient.ts';
import { kernelGradient } from '../conv/kernelGradient.ts';
import { padOrCrop } from '../conv/padOrCrop.ts';
import { batchNorm } from './batchNorm.ts';
import type { ConvPlan, PairPlan } from './deepNetwork.ts';
import { inTurn, type Named, type Passed } from './pullback.ts';

/** One pixel of zeros on every side. */
const PADS = { top: 1, bottom: 1, left: 1, right: 1 };

/** The tensor of this name. Throws when there is none. */
export function weight<T extends Tensor>(weights: Named, name: string): T {
  const found = weights[name];
  if (!found) throw new Error(`Expected weights for ${name}, found none.`);
  return found as T;
}

/** z = X ⋆ K, then batch norm if the network has a scale for it, or else a bias. */
export function convLayer(weights: Named, { name, stride }: ConvPlan) {
  return (x: Tensor4D): Passed => {
    const kernel = weight<Tensor4D>(weights, `${name}.kernel`);
    const shift = weight(weights, `${name}.shift`);
    const scale = weights[`${name}.scale`];
    const options = { stride, padding: PADS };
    const z = forward(x, kernel, options);
    const after = scale ? batchNorm(z, scale, shift) : biased(z, shift);
    return {
      out: after.out,
      back: (upstream, found) => {
        const g = after.back(upstream);
        if (g.scale) found[`${name}.scale`] = g.scale;
        found[`${name}.shift`] = g.shift;
        found[`${name}.kernel`] = kernelGradient(x, g.z, [3, 3], options);
        const [, h, w] = x.shape;
        return inputGradient(g.z, kernel, [h, w], options);
      },
    };
  };
}

/** max(0, z); back only where z was positive. */
export function reluLayer(z: Tensor4D): Passed {
  return { out: relu(z), back: (upstream) => mul(upstream, step(z)) };
}

/**
 * Two convolutions, y = ReLU(F(x)); with the skip, y =
 * ReLU(x + F(x)), and the upstream gradient takes both ways
 * back: what went through F, plus what the skip lets pass.
 */
export function pair(weights: Named, [one, two]: PairPlan, skip: boolean) {
  return (x: Tensor4D): Passed => {
    const branch = inTurn(x, [convLayer(weights, one), reluLayer, convLayer(weights, two)]);
    if (!skip) return withRelu(branch);
    const shortcut = shrink(x, one);
    return withRelu({
      out: add(branch.out, shortcut.out),
      back: (g, found) => add(branch.back(g, found), shortcut.back(g, found)),
    });
  };
}

function withRelu(passed: Passed): Passed {
  const { out, back } = reluLayer(passed.out);
  return { out, back: (g, found) => passed.back(back(g, found), found) };
}

/**
 * The skip itself, without parameters: x where the pair keeps its shape; where it halves the
 * resolution, every second pixel, with channels of zeros behind.
 */
function shrink(x: Tensor4D, { inputs, outputs, stride }: ConvPlan): Passed {
  if (stride === 1 && inputs === outputs) return { out: x, back: (g) => g };
  const [n, h, w, c] = x.shape;
  const taken = maxPool(x, 1, stride, 'valid'); // windows of one pixel
  const more = [0, outputs - inputs] as [number, number];
  return {
    out: pad(taken, [[0, 0], [0, 0], [0, 0], more]),
    back: (g) => {
      const [, rows, columns] = g.shape;
      const spread = dilate(slice(g, [0, 0, 0, 0], [n, rows, columns, c]), [stride, stride], 1);
      const { shape } = spread;
      return padOrCrop(spread, { top: 0, left: 0, bottom: h - shape[1], right: w - shape[2] });
    },
  };
}

/** z + b, whose derivative by b is the sum of the upstream gradient. */
function biased(z: Tensor4D, shift: Tensor) {
  return {
    out: add<Tensor4D>(z, shift),
    back: (upstream: Tensor4D) => ({ z: upstream, shift: biasGradient(upstream), scale: null }),
  };
}
