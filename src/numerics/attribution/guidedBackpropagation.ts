import type { Attribution } from './attribution.ts';
import { backwardSignal } from './gradient.ts';

/**
 * Guided backpropagation (Springenberg et al. 2015): the gradient's way back, but at each ReLU only
 * what is positive goes on. In general the gradient of no function.
 */
export const guidedBackpropagation: Attribution = (question) =>
  Promise.resolve(backwardSignal(question, { relu: 'guided' }));
