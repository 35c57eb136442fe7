import type { Tensor4D } from '@tensorflow/tfjs-core';

import { scalarGradient } from '../network/scalarGradient.ts';
import type { BackwardRules } from '../network/step.ts';
import type { Attribution, Question } from './attribution.ts';

/**
 * ∂s/∂x: by how much the scalar changes, to first order, for a small change of each entry
 * (Simonyan, Vedaldi and Zisserman 2014).
 */
export const gradient: Attribution = (question) => Promise.resolve(backwardSignal(question));

/** The signal that arrives at the image under the given rules; the gradient under the default ones. */
export function backwardSignal(
  { network, x, scalar }: Question,
  rules: Partial<BackwardRules> = {},
): Tensor4D {
  const { value, signal } = scalarGradient(network, x, scalar, { rules });
  value.dispose();
  return signal as Tensor4D;
}
