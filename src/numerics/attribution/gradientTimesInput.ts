import { mul, tidy } from '@tensorflow/tfjs-core';

import type { Attribution } from './attribution.ts';
import { backwardSignal } from './gradient.ts';

/**
 * x ⊙ ∂s/∂x: what each entry contributes if s were linear and zero meant nothing. Zero here is the
 * preprocessed image's zero, middle grey, so that middle grey pixels never count.
 */
export const gradientTimesInput: Attribution = (question) =>
  Promise.resolve(tidy(() => mul(question.x, backwardSignal(question))));
