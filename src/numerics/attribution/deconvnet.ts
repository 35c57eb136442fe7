import type { Attribution } from './attribution.ts';
import { backwardSignal } from './gradient.ts';

/**
 * The deconvnet's signal (Zeiler and Fergus 2014): back through transposed kernels and recorded
 * switches, and at each ReLU whatever is positive on the way back, whether the unit was on or not.
 * In general the gradient of no function.
 */
export const deconvnet: Attribution = (question) =>
  Promise.resolve(backwardSignal(question, { relu: 'deconvnet' }));
