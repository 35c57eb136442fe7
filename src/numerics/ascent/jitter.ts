import { concat, slice, tidy, type Tensor4D } from '@tensorflow/tfjs-core';

import type { Shift } from '../images/translate.ts';
import { mulberry32 } from '../random.ts';
import { randomWhole } from '../randomArray.ts';
import type { Objective } from './objective.ts';

/** The shift of one step: up to `most` pixels each way, from the seed and the step's number only. */
export function shiftOfStep(most: number, seed: number, step: number): Shift {
  const random = mulberry32(Math.imul(seed, 0x9e3779b1) + Math.imul(step + 1, 0x85ebca6b));
  const along = () => randomWhole(random, -most, most);
  return { down: along(), right: along() };
}

/**
 * S(Tx) for a shift T that wraps around, as a function of x: its gradient is ∇S at Tx, shifted
 * back, since the transpose of such a shift is its inverse.
 */
export function shifted(objective: Objective, { down, right }: Shift): Objective {
  if (down === 0 && right === 0) return objective;
  return (x) =>
    tidy(() => {
      const { value, gradient } = objective(roll(x, { down, right }));
      return { value, gradient: roll(gradient, { down: -down, right: -right }) };
    });
}

/** Images [N,H,W,C] moved by whole pixels; what leaves on one side comes in on the other. */
export function roll(x: Tensor4D, { down, right }: Shift): Tensor4D {
  return tidy(() => rollAxis(rollAxis(x, 1, down), 2, right));
}

function rollAxis(x: Tensor4D, axis: 1 | 2, by: number): Tensor4D {
  const size = x.shape[axis];
  const first = ((-by % size) + size) % size; // the place that becomes place 0
  if (first === 0) return x.clone();
  const part = (from: number, to: number) => {
    const begin = [0, 0, 0, 0];
    const extent = [...x.shape];
    begin[axis] = from;
    extent[axis] = to - from;
    return slice(x, begin, extent);
  };
  return concat<Tensor4D>([part(first, size), part(0, first)], axis);
}
